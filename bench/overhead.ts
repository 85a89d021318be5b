import { actions, runOf } from './checklists.ts';
import { type Bench, measure } from './measure.ts';
import { medians, timeCommand } from './timing.ts';

const ROUNDS = 3;
const bash = (count: number) => () =>
  timeCommand({ words: ['bash', '-c', `for i in {1..${count}}; do bash -euo pipefail -c -- true; done`] });

/**
 * What one action costs beyond its command, in a chain: claimed, run, judged and recorded one after the other. A run of a single
 * action is taken away as the start, and a script that runs the same commands one after the other as what they cost by themselves.
 */
export const bench: Bench = async (place) => {
  const [one, fifty, fiveHundred, twoThousand] = await Promise.all(
    [1, 50, 500, 2_000].map((count) => runOf(place, `chain-${count}`, actions(count, "'true'"))),
  );
  const run = (command: typeof one) => () => {
    if (command === undefined) throw new Error('there is no such chain');
    return timeCommand(command());
  };
  // Short ones are run more often: what is taken from them is divided by less.
  const short = await medians(4 * ROUNDS, { one: run(one), fifty: run(fifty), bash: bash(50) });
  const { middle, script } = await medians(ROUNDS, { middle: run(fiveHundred), script: bash(500) });
  const { long, longScript } = await medians(1, { long: run(twoThousand), longScript: bash(2_000) });
  const perStep = (total: number, alone: number, steps: number): number => (total - short.one) / (steps - 1) - alone / steps;
  const small = perStep(short.fifty, short.bash, 50);
  return [
    measure('overhead of a step in a chain of 500', 'ms', perStep(middle, script, 500), 5),
    measure('overhead of a step in a chain of 2,000 / of 50', 'ratio', perStep(long, longScript, 2_000) / small, 1.2),
  ];
};
