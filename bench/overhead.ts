import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { actions, runOf } from './checklists.ts';
import { type Bench, measure, median } from './measure.ts';
import { type Command, medians, timeCommand } from './timing.ts';

const ROUNDS = 3;
const bash = (count: number) => () =>
  timeCommand({ words: ['bash', '-c', `for i in {1..${count}}; do bash -euo pipefail -c -- true; done`] });

/** How long a step takes in the middle of a run: the median of the times from one `step-finished` to the next, in milliseconds. */
async function stepOf({ words: [program, ...rest], environment }: Command): Promise<number> {
  const child = spawn(program, [...rest, '--json'], { stdio: ['ignore', 'pipe', 'ignore'], env: { ...process.env, ...environment } });
  const ended = once(child, 'exit') as Promise<[number | null]>;
  const finished: number[] = [];
  for await (const line of createInterface({ input: child.stdout })) if (line.includes('"step-finished"')) finished.push(performance.now());
  const [code] = await ended;
  if (code !== 0) throw new Error(`${[program, ...rest].join(' ')} ended with ${code}`);
  return median(finished.slice(1).map((at, index) => at - (finished[index] ?? at)));
}

/**
 * What one action costs beyond its command, in a chain: claimed, run, judged and recorded one after the other. A script that runs
 * the same commands one after the other is taken away as what they cost by themselves. For the growth a run of a single action is
 * taken away too, as the start.
 */
export const bench: Bench = async (place) => {
  const chain = (count: number) => runOf(place, `chain-${count}`, actions(count, "'true'"));
  const [one, fifty, fiveHundred, twoThousand] = [await chain(1), await chain(50), await chain(500), await chain(2_000)];
  const { step, script } = await medians(ROUNDS, { step: () => stepOf(fiveHundred()), script: bash(500) });
  // Short ones are run more often: what is taken from them is divided by less.
  const short = await medians(4 * ROUNDS, { one: () => timeCommand(one()), fifty: () => timeCommand(fifty()), bash: bash(50) });
  const { long, longScript } = await medians(1, { long: () => timeCommand(twoThousand()), longScript: bash(2_000) });
  const perStep = (total: number, alone: number, steps: number): number => (total - short.one) / (steps - 1) - alone / steps;
  return [
    measure('overhead of a step in a chain of 500', 'ms', step - script / 500, 5),
    measure(
      'overhead of a step in a chain of 2,000 / of 50',
      'ratio',
      perStep(long, longScript, 2_000) / perStep(short.fifty, short.bash, 50),
      1.2,
    ),
  ];
};
