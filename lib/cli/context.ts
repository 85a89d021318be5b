import type { Io } from './io.ts';

/** What a command knows of the world outside. */
export interface CliContext {
  /** The terminal; with `json`, standard output is kept pure. */
  readonly io: (options?: { readonly json?: boolean }) => Io;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly workingDirectory: string;
  readonly now: () => Date;
  /** Sets the code that the process will exit with. */
  readonly exit: (code: number) => void;
}
