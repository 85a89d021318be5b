import { readSettings, type Settings } from './settings.ts';

/** Runs one of the shop's commands: its answer goes to stdout; a failure is one line on stderr and exit code 1. */
export async function runCommand(usage: string, command: (words: readonly string[], settings: Settings) => Promise<string | undefined>) {
  try {
    const answer = await command(process.argv.slice(2), readSettings(process.env));
    if (answer === undefined) {
      console.error(`usage: ${usage}`);
      process.exitCode = 2;
    } else console.log(answer);
  } catch (error) {
    console.error(messageOf(error));
    process.exitCode = 1;
  }
}

/** With what stands behind it: a refused connection is an AggregateError without a message, and fetch says only `fetch failed`. */
export function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return error.errors.map(messageOf).join('; ');
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message}: ${messageOf(error.cause)}`;
}
