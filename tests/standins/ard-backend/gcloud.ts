/** As much of `gcloud` as the checklist touches: `run services describe | update-traffic`, `run deploy`, `run revisions list`, `logging read`. */
import { readLog, readRegistry, readService, writeLog, writeService } from './cloud.ts';

const state = process.env.STANDIN_STATE ?? '';
const words = process.argv.slice(2);
const flag = (name: string): string => words.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3) ?? '';
const service = readService(state);

function refuse(message: string): never {
  console.error(`ERROR: (gcloud.run) ${message}`);
  process.exit(1);
}

function describe(): string {
  if (flag('format') === 'export') return JSON.stringify(service, null, 2);
  const values: Readonly<Record<string, string>> = {
    'value(status.url)': service.url,
    'value(status.traffic[0].revisionName)': service.serving,
  };
  return values[flag('format')] ?? refuse(`unknown format ${flag('format')}`);
}

function deploy(): string {
  const image = flag('image');
  const behaviour = readRegistry(state)[image] ?? refuse(`Image '${image}' not found.`);
  const name = `ard-backend-${String(service.revisions.length + 1).padStart(5, '0')}-abc`;
  const revisions = [...service.revisions, { name, image }];
  if (behaviour.crashes === true) {
    writeService(state, { ...service, revisions });
    writeLog(state, { revision: name, severity: 'ERROR', text: 'Traceback (most recent call last)' });
    return refuse(`Revision '${name}' is not ready and cannot serve traffic: the container failed to start and listen on PORT=8080.`);
  }
  writeService(state, { ...service, revisions, serving: name });
  return `Service [ard-backend] revision [${name}] has been deployed and is serving 100 percent of traffic.`;
}

function updateTraffic(): string {
  const [revision = '', share] = flag('to-revisions').split('=');
  if (!service.revisions.some(({ name }) => name === revision)) refuse(`Revision '${revision}' not found.`);
  if (share !== '100') refuse(`the stand-in knows all of the traffic or none, not ${share}`);
  writeService(state, { ...service, serving: revision });
  return `Traffic: 100% ${revision}`;
}

function log(): string {
  const [, revision] = /resource\.labels\.revision_name=(\S+)/.exec(words[2] ?? '') ?? [];
  const entries = readLog(state).filter((entry) => entry.revision === revision && entry.severity === 'ERROR');
  return entries.map(({ text }) => `2025-10-06T12:00:00Z\t${text}`).join('\n');
}

const COMMANDS: Readonly<Record<string, () => string>> = {
  'run services describe': describe,
  'run services update-traffic': updateTraffic,
  'run deploy ard-backend': deploy,
  'run revisions list': () => ['REVISION', ...service.revisions.map(({ name }) => name).toReversed()].join('\n'),
  'logging read': log,
};

const command = Object.keys(COMMANDS).find((each) => words.join(' ').startsWith(each));
const output = COMMANDS[command ?? '']?.() ?? refuse(`Invalid choice: '${words.join(' ')}'`);
if (output !== '') console.log(output);
