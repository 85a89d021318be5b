import { execFile } from 'node:child_process';
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { BUNDLING, buildBundles, placeBundles } from '../lib/pipeline/bundle.ts';
import { HANDLERS } from '../lib/pipeline/handlers.ts';
import { type Bench, measure } from './measure.ts';
import { medians } from './timing.ts';

const CLIENT_ONLY = `
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
export const handler = async () => new DynamoDBClient({}).config.region();
`;

const run = promisify(execFile);

/** Without the start of Node itself, which is in every load and would make them look alike. */
const LOAD = 'const begun = performance.now(); require(process.argv[1]); console.log(performance.now() - begun);';

/** How large each bundled handler is, and how long it takes to load against one that has only the DynamoDB client. */
export const bench: Bench = async ({ root, scratch }) => {
  placeBundles(buildBundles(HANDLERS), scratch);
  const source = join(root, 'node_modules', '.cache', 'gonogo-bench', 'client-only.js');
  await mkdir(join(source, '..'), { recursive: true });
  await writeFile(source, CLIENT_ONLY);
  await build({
    ...BUNDLING,
    external: [...BUNDLING.external],
    mainFields: [...BUNDLING.mainFields],
    entryPoints: [source],
    outfile: join(scratch, 'client-only/handler.js'),
  });

  const load = (name: string) => async () => Number((await run(process.execPath, ['-e', LOAD, join(scratch, name, 'handler.js')])).stdout);
  const names: readonly string[] = ['client-only', ...HANDLERS];
  const times: Readonly<Record<string, number>> = await medians(11, Object.fromEntries(names.map((name) => [name, load(name)])));
  const loaded = (name: string): number => times[name] ?? Number.NaN;
  const sizes = await Promise.all(HANDLERS.map(async (name) => ({ name, bytes: (await stat(join(scratch, name, 'handler.js'))).size })));
  return sizes.flatMap(({ name, bytes }) => [
    measure(`size of the ${name} handler`, 'KB', bytes / 1_024, 400),
    measure(`load of the ${name} handler / of the DynamoDB client alone`, 'ratio', loaded(name) / loaded('client-only'), 1.5),
  ]);
};
