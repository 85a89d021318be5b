import { type Bench, measure } from './measure.ts';
import { medians, timeCommand } from './timing.ts';

/** How long `--help` takes, against a Node that does nothing. */
export const bench: Bench = async ({ gonogo }) => {
  const { help, node } = await medians(15, {
    help: () => timeCommand({ words: [process.execPath, gonogo, '--help'] }),
    node: () => timeCommand({ words: [process.execPath, '-e', '0'] }),
  });
  return [measure('gonogo --help / node -e 0', 'ratio', help / node, 3)];
};
