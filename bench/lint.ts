import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checks } from './checklists.ts';
import { type Bench, measure } from './measure.ts';
import { medians, timeCommand } from './timing.ts';

/** The whole process, from its start to its end, on a file of 4,000 lines. */
export const bench: Bench = async ({ gonogo, scratch }) => {
  const file = join(scratch, 'thousand.yaml');
  await writeFile(file, checks(1_000, 'command: test -e release\n  expect: { exit-code: 0 }\n  timeout: 30s'));
  const { lint } = await medians(7, { lint: () => timeCommand({ words: [process.execPath, gonogo, 'lint', file] }) });
  return [measure('gonogo lint of 1,000 steps', 's', lint / 1_000, 0.5)];
};
