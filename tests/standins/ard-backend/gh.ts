/** As much of `gh` as the checklist touches: `run list --workflow=W [--commit SHA] [--event E] --json K,…` and `run view ID [--log]`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface WorkflowRun {
  readonly databaseId: number;
  readonly workflow: string;
  readonly event: string;
  readonly headSha: string;
  readonly status: string;
  readonly conclusion: string;
  /** Job → whether it succeeded. */
  readonly jobs: Readonly<Record<string, boolean>>;
  readonly log: string;
}

const runs = JSON.parse(readFileSync(join(process.env.STANDIN_STATE ?? '', 'workflow-runs.json'), 'utf8')) as WorkflowRun[];
const [, , , command, ...words] = process.argv;

function option(name: string): string | undefined {
  const joined = words.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3);
  return joined ?? (words.includes(`--${name}`) ? words[words.indexOf(`--${name}`) + 1] : undefined);
}

if (command === 'list') {
  const wanted = { workflow: option('workflow'), headSha: option('commit'), event: option('event') };
  const found = runs.find((run) => Object.entries(wanted).every(([key, value]) => value === undefined || run[key as 'event'] === value));
  const keys = (option('json') ?? '').split(',').toSorted() as (keyof WorkflowRun)[];
  console.log(JSON.stringify(found === undefined ? [] : [Object.fromEntries(keys.map((key) => [key, found[key]]))]));
} else {
  const run = runs.find(({ databaseId }) => String(databaseId) === words[0]);
  if (run === undefined) {
    console.error('could not find any workflow run');
    process.exit(1);
  }
  const jobs = Object.entries(run.jobs).map(([job, passed]) => `${passed ? '✓' : 'X'} ${job} in 52s (ID 1)`);
  console.log(words.includes('--log') ? run.log : ['JOBS', ...jobs].join('\n'));
}
