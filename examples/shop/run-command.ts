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

/** pg answers a refused connection with an AggregateError that has no message of its own. */
export function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return error.errors.map(messageOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}
