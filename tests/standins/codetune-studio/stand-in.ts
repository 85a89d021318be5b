import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { withDatabase } from '../../../examples/shop/database/client.ts';
import { placePython } from '../python.ts';
import { type Faults, type StandIn, temporaryDirectory, treeState } from '../stand-in.ts';
import { dumpDatabase } from './dump.ts';
import { createRepository, GIT_VARIABLES, git } from './repository.ts';

const HERE = import.meta.dirname;

/** The database and the application, which one test after the other finds in the same state. */
interface System {
  readonly state: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly baseUrl: string;
  readonly databaseUrl: string;
  /** The database as it is before any deployment. */
  readonly pristine: string;
  readonly process: ChildProcess;
  readonly remove: () => Promise<void>;
}

let system: Promise<System> | undefined;

async function startSystem(): Promise<System> {
  const { directory, remove } = await temporaryDirectory('codetune-studio');
  const state = join(directory, 'state');
  const commands = join(directory, 'commands');
  mkdirSync(state);
  cpSync(join(HERE, 'bin'), commands, { recursive: true });
  placePython(commands);
  const child = spawn(process.execPath, ['--liftoff-only', join(HERE, 'system.ts'), state], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const { baseUrl, databaseUrl } = JSON.parse(line) as { baseUrl: string; databaseUrl: string };
  return {
    state,
    variables: {
      ...GIT_VARIABLES,
      PATH: [commands, dirname(process.execPath), process.env.PATH ?? ''].join(delimiter),
      PYTHONPATH: join(HERE, 'python'),
      PYTHONDONTWRITEBYTECODE: '1',
      STANDIN_STATE: state,
      STANDIN_HOME: HERE,
      DATABASE_URL: databaseUrl,
    },
    baseUrl,
    databaseUrl,
    pristine: await withDatabase(databaseUrl, dumpDatabase),
    process: child,
    remove,
  };
}

/** Ends the database and the application, and removes what they kept. */
export async function endSystem(): Promise<void> {
  if (system === undefined) return;
  const { process: child, remove } = await system;
  system = undefined;
  const ended = once(child, 'exit');
  child.stdin?.end();
  await ended;
  await remove();
}

async function restoreDatabase({ databaseUrl, pristine }: System): Promise<void> {
  await withDatabase(databaseUrl, async (client) => {
    if ((await dumpDatabase(client)) !== pristine) await client.query(pristine);
    // What autovacuum would do: the planner knows nothing of tables that were restored.
    await client.query('ANALYZE');
  });
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Everything of the system that a deployment changes. Git's own files are told by where HEAD is and what differs from it. */
async function stateOf({ state, databaseUrl }: System): Promise<Record<string, string>> {
  const repository = join(state, 'repository');
  const files = readdirSync(repository).filter((name) => name !== '.git');
  const content = (file: string): string => (existsSync(join(state, file)) ? readFileSync(join(state, file), 'utf8') : 'none');
  return {
    ...treeState(repository, ...files),
    head: readFileSync(join(repository, '.git/HEAD'), 'utf8'),
    commit: git(repository, 'rev-parse', 'HEAD'),
    differs: git(repository, 'status', '--porcelain'),
    installed: content('installed'),
    running: content('running'),
    database: sha256(await withDatabase(databaseUrl, dumpDatabase)),
  };
}

const environment = (name: string, { state, baseUrl }: System, more = ''): string => `  ${name}:
    host: local
    working-directory: ${join(state, 'repository')}
    variables:
      BASE_URL: ${baseUrl}
      COMPARISON_URL: ${baseUrl}/experiments/compare?ids=1,2
      LOG_FILE: ${join(state, 'log/app.log')}
      MEMINFO: ${join(HERE, 'meminfo')}
    secrets: { DATABASE_URL: env:DATABASE_URL }
${more}`;

/**
 * CodeTune Studio 1.9.0, running, and its remote with the version to deploy.
 *
 * Faults: `STANDIN_MISTAKES` names what is wrong with the version (`repository.ts`); `STANDIN_DISK_FULL` makes the dump end half-way.
 */
export async function codetuneStudio(faults: Faults = {}, version = '1.0.0'): Promise<StandIn> {
  system ??= startSystem();
  const running = await system;
  const { state, variables } = running;
  const { directory, remove } = await temporaryDirectory('codetune-studio-run');
  await restoreDatabase(running);
  const repository = createRepository(state, version, (faults.STANDIN_MISTAKES ?? '').split(' '));
  rmSync(join(state, 'disk-full'), { force: true });
  if (faults.STANDIN_DISK_FULL !== undefined) writeFileSync(join(state, 'disk-full'), '');
  const run = (command: string, ...words: string[]): unknown =>
    execFileSync(join(dirname(state), 'commands', command), words, { cwd: repository, env: { ...process.env, ...variables } });
  run('pip', 'install', '--requirement', 'requirements.txt');
  run('systemctl', 'restart', 'codetune-studio');
  return {
    directory,
    environments: [environment('staging', running), environment('production', running, '    requires: staging\n')].join(''),
    variables,
    state: () => stateOf(running),
    remove,
  };
}
