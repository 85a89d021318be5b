/**
 * `npm run bench [-- NAME…]`: measures all, or the named ones, and prints them as JSON with their targets. It asserts nothing:
 * figures are read by people, and ratios are what can be compared between machines.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { bench as handlers } from './handlers.ts';
import { bench as importing } from './import.ts';
import { bench as lint } from './lint.ts';
import type { Bench, Measure } from './measure.ts';
import { bench as memory } from './memory.ts';
import { bench as overhead } from './overhead.ts';
import { bench as sideBySide } from './side-by-side.ts';
import { bench as startUp } from './start-up.ts';
import { bench as synth } from './synth.ts';
import { timeCommand } from './timing.ts';

const ROOT = resolve(import.meta.dirname, '..');
const BENCHES: Readonly<Record<string, Bench>> = {
  'start-up': startUp,
  'side-by-side': sideBySide,
  overhead,
  lint,
  import: importing,
  synth,
  handlers,
  memory,
};

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !(name in BENCHES));
if (unknown !== undefined) {
  console.error(`there is no measure ${unknown}: expected ${Object.keys(BENCHES).join(', ')}`);
  process.exit(2);
}

const machine = {
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  memoryGB: Math.round(totalmem() / 2 ** 30),
  platform: `${process.platform} ${process.arch}`,
  node: process.version,
  /** Processes that waited for a core in the minute before: much above zero, and the figures say little. */
  loadBefore: Number((loadavg()[0] ?? 0).toFixed(2)),
};

await timeCommand({ words: [process.execPath, join(ROOT, 'scripts/build.ts')], cwd: ROOT });
const measures: Measure[] = [];
for (const [name, bench] of Object.entries(BENCHES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.error(`measuring ${name}`);
  const scratch = await mkdtemp(join(tmpdir(), 'gonogo-bench-'));
  try {
    measures.push(...(await bench({ root: ROOT, gonogo: join(ROOT, 'dist/bin/gonogo.js'), scratch })));
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
console.log(JSON.stringify({ machine, measures }, null, 2));
