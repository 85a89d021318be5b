import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { type Faults, type StandIn, temporaryDirectory, treeState } from '../stand-in.ts';
import { type Behaviour, readService, writeService } from './cloud.ts';
import type { WorkflowRun } from './gh.ts';
import { serve } from './serve.ts';

const HERE = import.meta.dirname;
const IMAGE = 'registry.example.com/ard-backend';
const GOOD: Behaviour = { version: 'phase2-a-' };

/** What can be wrong with the image of the version. */
const MISTAKES: Readonly<Record<string, Behaviour>> = {
  'does-not-start': { crashes: true },
  'has-no-database': { database: 'disconnected' },
  'answers-with-errors': { apiStatus: 502 },
  'answers-slowly': { apiDelayMs: 2_300 },
  'fails-soon': { failsAfter: 6 },
  'fails-later': { failsAfter: 18 },
};

function workflowRuns(headSha: string, mistake: string): WorkflowRun[] {
  const passed = { headSha, status: 'completed', conclusion: 'success', event: 'push', jobs: {}, log: '' };
  const tests: WorkflowRun = {
    ...passed,
    databaseId: 102,
    workflow: 'ci.yml',
    jobs: { fast: true, 'Security audit': mistake !== 'is-vulnerable' },
    log: 'fast\tRun tests\t======= 28 passed in 12.04s =======',
  };
  return [
    { ...passed, databaseId: 101, workflow: 'cicd.yaml', ...(mistake === 'failed-in-ci' ? { conclusion: 'failure' } : {}) },
    tests,
    { ...passed, databaseId: 99, workflow: 'ci.yml', event: 'schedule', headSha: 'of-yesterday' },
  ];
}

function createRepository(repository: string, version: string): string {
  cpSync(join(HERE, 'version'), repository, { recursive: true });
  const who = ['-c', 'user.name=Researcher', '-c', 'user.email=researcher@example.com', '-c', 'init.defaultBranch=main'];
  const git = (...words: string[]): string =>
    execFileSync('git', [...who, ...words], { cwd: repository, encoding: 'utf8', env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null' } });
  for (const words of [
    ['init', '--quiet'],
    ['add', '--all'],
    ['commit', '--quiet', '--message', version],
    ['tag', version],
  ])
    git(...words);
  return git('rev-parse', 'HEAD').trim();
}

/**
 * Cloud Run with one revision that serves, the clone of the repository, and the workflow runs of its commit. All of it is files; the
 * service answers over HTTP.
 *
 * Fault: `STANDIN_MISTAKE` is what is wrong with the version: a word of MISTAKES, `failed-in-ci` or `is-vulnerable`.
 */
export async function ardBackend({ STANDIN_MISTAKE: mistake = '' }: Faults = {}): Promise<StandIn> {
  const { directory, remove } = await temporaryDirectory('ard-backend');
  const [state, repository] = [join(directory, 'cloud'), join(directory, 'repository')] as const;
  mkdirSync(state);
  const commit = createRepository(repository, '1.0.0');
  const keep = (file: string, content: unknown): void => writeFileSync(join(state, file), JSON.stringify(content));
  keep('registry.json', { [`${IMAGE}:0.9.0`]: { version: 'phase1' }, [`${IMAGE}:1.0.0`]: { ...GOOD, ...MISTAKES[mistake] } });
  keep('workflow-runs.json', workflowRuns(commit, mistake));
  const { url, close } = await serve(state);
  const serving = 'ard-backend-00001-abc';
  writeService(state, { url, serving, revisions: [{ name: serving, image: `${IMAGE}:0.9.0` }] });
  return {
    directory,
    environments: `  production:
    host: local
    working-directory: ${repository}
    variables: { SERVICE_URL: "${url}", IMAGE: ${IMAGE}, REPORTED_VERSION: phase2-a- }
`,
    variables: {
      PATH: [join(HERE, 'bin'), dirname(process.execPath), process.env.PATH ?? ''].join(delimiter),
      STANDIN_HOME: HERE,
      STANDIN_STATE: state,
    },
    // A revision that failed stays, without traffic: its logs are wanted.
    state: () => ({
      ...treeState(repository, 'DEPLOYMENT_LOG.md', 'scripts', 'tests'),
      head: readFileSync(join(repository, '.git/HEAD'), 'utf8'),
      serving: readService(state).serving,
    }),
    remove: async () => {
      await close();
      await remove();
    },
  };
}
