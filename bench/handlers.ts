import { mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { BUNDLING, buildBundles, placeBundles } from '../lib/pipeline/bundle.ts';
import { HANDLERS } from '../lib/pipeline/handlers.ts';
import { type Bench, measure } from './measure.ts';
import { medians, timeCommand } from './timing.ts';

const CLIENT_ONLY = `
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
export const handler = async () => new DynamoDBClient({}).config.region();
`;

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

  const load = (name: string) => () => timeCommand({ words: [process.execPath, join(scratch, name, 'handler.js')] });
  const runs: Readonly<Record<string, () => Promise<number>>> = {
    ...Object.fromEntries(['client-only', ...HANDLERS].map((name) => [name, load(name)])),
    node: () => timeCommand({ words: [process.execPath, '-e', '0'] }),
  };
  const times = await medians(9, runs);
  // Node's own start is in all of them, and would make them look alike.
  const loaded = (name: string): number => (times[name] ?? Number.NaN) - (times.node ?? Number.NaN);
  const sizes = await Promise.all(HANDLERS.map(async (name) => ({ name, bytes: (await stat(join(scratch, name, 'handler.js'))).size })));
  return sizes.flatMap(({ name, bytes }) => [
    measure(`size of the ${name} handler`, 'KB', bytes / 1_024, 400),
    measure(`load of the ${name} handler / of the DynamoDB client alone`, 'ratio', loaded(name) / loaded('client-only'), 1.5),
  ]);
};
