import type { CliContext } from './context.ts';
import { plainLine } from './display/plain.ts';
import { runSummary } from './display/summary.ts';
import { exitCodeOf } from './exit-codes.ts';
import { onInterruption } from './interruption.ts';
import { withLocalRunner } from './local.ts';

/** Nothing is known of a deployment that died but its records: events are told without their phase. */
const NO_OUTLINE = { checklist: '', environment: '', version: '', phases: [] };

/** Finishes what died. The exit code is that of the worst end; 0 when nothing was left unfinished. */
export async function recoverRuns(context: CliContext, id: string | undefined, json: boolean): Promise<number> {
  const io = context.io({ json });
  const interruption = onInterruption(
    process,
    () => io.err('a rollback is not interrupted; press Ctrl-C again to leave it as it is'),
    () => process.exit(5),
  );
  try {
    return await withLocalRunner(context, async (runner) => {
      const results = await runner.recover(id, {
        interrupted: new AbortController().signal,
        onEvent(event) {
          if (json) return io.json(event);
          const line = plainLine(event, NO_OUTLINE, io.errColours);
          if (line !== undefined) io.err(line);
        },
      });
      if (results.length === 0) io.err('nothing was left unfinished');
      for (const result of results) if (!json) io.out(runSummary(await runner.report(result.id), io.colours, io.width));
      return Math.max(0, ...results.map(({ outcome }) => exitCodeOf(outcome)));
    });
  } finally {
    interruption.stop();
  }
}
