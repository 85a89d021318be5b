import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HANDLERS } from '../lib/pipeline/handlers.ts';
import { type Bench, measure, type Place } from './measure.ts';
import { medians, timeCommand } from './timing.ts';

const OTHER_APP = `
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib/core';
import { Runtime } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';

const app = new App({ analyticsReporting: false });
const stack = new Stack(app, 'Functions', { env: { account: '111122223333', region: 'eu-west-1' } });
for (let number = 1; number <= ${HANDLERS.length}; number++) {
  const entry = join(import.meta.dirname, \`handler-\${number}.ts\`);
  new NodejsFunction(stack, \`Function\${number}\`, { entry, runtime: Runtime.NODEJS_24_X });
}
app.synth();
`;

/** An app that does nothing else, inside of this package so that it finds the same packages. */
async function writeOtherApp(place: Place): Promise<string> {
  const directory = join(place.root, 'node_modules', '.cache', 'gonogo-bench');
  await mkdir(directory, { recursive: true });
  for (let number = 1; number <= HANDLERS.length; number++) {
    await writeFile(join(directory, `handler-${number}.ts`), `export const handler = async (): Promise<number> => ${number};\n`);
  }
  const file = join(directory, 'app.mjs');
  await writeFile(file, OTHER_APP);
  return file;
}

/** `cdk synth` of one checklist, against that of an app which has only as many functions, made with NodejsFunction. */
export const bench: Bench = async (place) => {
  const otherApp = await writeOtherApp(place);
  const checklist = join(place.root, 'checklists', 'example-shop.yaml');
  const synth =
    (name: string, app: string, ...context: readonly string[]) =>
    () =>
      timeCommand({
        words: ['cdk', 'synth', '--quiet', '--no-notices', '--app', app, '--output', join(place.scratch, name), ...context],
        cwd: place.root,
        environment: { AWS_EC2_METADATA_DISABLED: 'true', CDK_DISABLE_CLI_TELEMETRY: 'true' },
      });
  const { own, other } = await medians(3, {
    own: synth('own', 'node bin/app.ts', '-c', `checklist=${checklist}`, '-c', 'environment=production'),
    other: synth('other', `node ${otherApp}`),
  });
  return [measure(`cdk synth: one checklist / an app with ${HANDLERS.length} NodejsFunctions`, 'ratio', own / other, 0.8)];
};
