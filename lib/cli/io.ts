import { createInterface } from 'node:readline/promises';
import picocolors from 'picocolors';
import { UsageError } from '../errors.ts';
import type { Palette } from '../report/palette.ts';

/** A terminal that can be drawn on. */
export interface Screen {
  write(text: string): void;
  readonly columns: number;
  readonly rows: number;
  /** The cursor is shown again when the process ends, however it ends. */
  showCursor(shown: boolean): void;
  /** Returns what stops listening. */
  onResize(listener: () => void): () => void;
}

/** What a command says and asks. The only way to the terminal, so that every command can be tried without one. */
export interface Io {
  /** A result, on standard output. With `--json` it goes to standard error: only JSON is on standard output then. */
  out(text: string): void;
  /** Everything that is not a result, on standard error. */
  err(text: string): void;
  /** A result as one line of JSON. */
  json(value: unknown): void;
  /** Whether a person watches: standard error is a terminal, and neither NO_COLOR nor TERM=dumb is set. */
  readonly isTerminal: boolean;
  /** For what goes to `out`. */
  readonly colours: Palette;
  /** For what goes to `err`. */
  readonly errColours: Palette;
  /** Columns for what goes to `out`: the terminal's at this moment, or 100. */
  readonly width: number;
  /** Columns that a table of results may take: as many as it needs where a program reads it. */
  readonly tableWidth: number;
  /** There only for a person who watches. */
  readonly screen?: Screen;
  /** Asks for a line; there only for a person who watches and can type. Rejects when the input ends or the signal aborts. */
  readonly prompt?: (question: string, signal?: AbortSignal) => Promise<string>;
  /** Resolves when all that was said has left the process. */
  flush(): Promise<void>;
}

type Streams = Pick<NodeJS.Process, 'stdin' | 'stdout' | 'stderr' | 'env' | 'on'>;

const DEFAULT_WIDTH = 100;
const NARROWEST = 20;

/** The real terminal, or the pipe in its place. */
export function processIo(process: Streams, { json = false }: { readonly json?: boolean } = {}): Io {
  const { stdin, stdout, stderr, env } = process;
  const mayAnimate = (env.NO_COLOR ?? '') === '' && env.TERM !== 'dumb';
  const isTerminal = stderr.isTTY === true && mayAnimate;
  const [toOut, toErr] = [writerTo(stdout), writerTo(stderr)];
  const screen = isTerminal ? screenOf(process, toErr) : undefined;
  return {
    out: (text) => (json ? toErr : toOut)(endLine(text)),
    err: (text) => toErr(endLine(text)),
    json: (value) => toOut(`${JSON.stringify(value)}\n`),
    isTerminal,
    colours: picocolors.createColors(stdout.isTTY === true && mayAnimate && !json),
    errColours: picocolors.createColors(isTerminal),
    get width() {
      return stdout.isTTY ? Math.max(NARROWEST, stdout.columns) : DEFAULT_WIDTH;
    },
    get tableWidth() {
      return stdout.isTTY ? Math.max(NARROWEST, stdout.columns) : Number.POSITIVE_INFINITY;
    },
    ...(screen === undefined ? {} : { screen }),
    ...(isTerminal && stdin.isTTY ? { prompt: (question: string, signal?: AbortSignal) => ask(stdin, stderr, question, signal) } : {}),
    flush: async () => {
      await Promise.all([stdout, stderr].map((stream) => new Promise((done) => stream.write('', done))));
    },
  };
}

const endLine = (text: string): string => (text.endsWith('\n') ? text : `${text}\n`);

/** Writes until nobody reads any more. A deployment goes on when `| head` has seen enough, or the disk under a log is full. */
function writerTo(stream: NodeJS.WriteStream): (text: string) => void {
  let open = true;
  stream.on('error', () => {
    open = false;
  });
  return (text) => {
    if (open) stream.write(text);
  };
}

const SHOW_CURSOR = '\u001b[?25h';
const HIDE_CURSOR = '\u001b[?25l';

function screenOf(process: Streams, write: (text: string) => void): Screen {
  const { stderr } = process;
  let isHidden = false;
  const showCursor = (shown: boolean): void => {
    if (isHidden === !shown) return;
    isHidden = !shown;
    write(shown ? SHOW_CURSOR : HIDE_CURSOR);
  };
  process.on('exit', () => showCursor(true));
  return {
    write,
    get columns() {
      return Math.max(NARROWEST, stderr.columns);
    },
    get rows() {
      return stderr.rows;
    },
    showCursor,
    onResize: (listener) => {
      stderr.on('resize', listener);
      return () => stderr.off('resize', listener);
    },
  };
}

async function ask(input: NodeJS.ReadStream, output: NodeJS.WriteStream, question: string, signal?: AbortSignal): Promise<string> {
  // The terminal itself edits the line: then Ctrl-C stays a signal, for whoever runs the deployment.
  const lines = createInterface({ input, output, terminal: false });
  const ended = new Promise<never>((_, reject) => lines.once('close', () => reject(new UsageError('the input ended before an answer'))));
  try {
    const answer = signal === undefined ? lines.question(question) : lines.question(question, { signal });
    return await Promise.race([answer, ended]);
  } finally {
    lines.close();
  }
}
