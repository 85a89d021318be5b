import { execFile } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);

/** Runs the CDK command line of this project, with the Node that runs the test. What it printed is in the error when it fails. */
async function cdk(directory: string, ...words: readonly string[]): Promise<void> {
  const path = [dirname(process.execPath), process.env.PATH].join(delimiter);
  await run(process.execPath, [join(ROOT, 'node_modules/aws-cdk/bin/cdk'), ...words], {
    cwd: directory,
    env: { ...process.env, PATH: path, CI: '1', NODE_OPTIONS: '' },
    maxBuffer: 64 * 1024 * 1024,
  });
}

/** Bootstraps the account and deploys the app beside this file: what it is given comes in as context. */
export async function deployApp(context: Readonly<Record<string, string>>, scratch: string): Promise<void> {
  // Elsewhere, it would synthesize the app of this project first.
  await cdk(scratch, 'bootstrap', 'aws://123456789012/us-east-1');
  await cdk(
    ROOT,
    ...['deploy', '--all', '--app', 'node tests/aws/app.ts', '--output', join(scratch, 'cdk.out')],
    ...['--require-approval', 'never'],
    ...Object.entries(context).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  );
}
