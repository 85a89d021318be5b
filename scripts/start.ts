/**
 * `npm start`: brings the example shop up on its first version and deploys the next one to it with the real command line. Words after
 * `npm start --` go to `gonogo run`. What it says itself goes to stderr, so that `--json` stays JSON.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants, tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Shop } from '../examples/shop/lifecycle.ts';
import { newestCommandLine } from './newest-command-line.ts';

const ROOT = resolve(import.meta.dirname, '..');
const SHOP = resolve(ROOT, 'examples/shop/shop.ts');
const GONOGO = newestCommandLine(ROOT);
const NEXT_VERSION = '1.5.0';
/** Could not be decided, and: rolled back badly, a person is needed. */
const UNDECIDED = 5;
const ROLLBACK_FAILED = 4;

// A database, two services and the tools that deploy them share a laptop: each keeps its objects in little memory.
process.env.NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ''} --max-semi-space-size=1 --max-old-space-size=128`.trim();

// The place where the command line keeps what it has compiled. What is kept there need not be compiled again, nor have its types taken out.
process.env.NODE_COMPILE_CACHE ??= join(tmpdir(), 'node-compile-cache');

const say = (words: string): void => console.error(words);

let running: ChildProcess | undefined;
let interruptedBy: NodeJS.Signals | undefined;

/** Signals are for the command line: it rolls back. This process only stays to clean up after it. */
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    interruptedBy = signal;
    // A terminal sends Ctrl-C to the whole group; a second one would cut the rollback short.
    if (signal !== 'SIGINT' || !process.stdin.isTTY) running?.kill(signal);
  });
}

async function ended(child: ChildProcess): Promise<{ code: number | null; signal: NodeJS.Signals | null }> {
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  return { code, signal };
}

async function shop(...words: string[]): Promise<string | undefined> {
  // In a group of its own, so that Ctrl-C does not leave half a shop.
  const child = spawn(process.execPath, [SHOP, ...words], { stdio: ['ignore', 'pipe', 'inherit'], detached: true });
  const [answer, { code }] = await Promise.all([text(child.stdout), ended(child)]);
  return code === 0 ? answer : undefined;
}

const answer = await shop('up', '--fresh');
if (answer === undefined) process.exit(UNDECIDED);
const { databaseUrl, checklist, wasReset, version, started } = JSON.parse(answer) as Shop;
const takeDown = async (): Promise<unknown> => (started.length > 0 ? shop('down') : undefined);
const exitCodeOf = (signal: NodeJS.Signals): number => 128 + constants.signals[signal];
if (interruptedBy !== undefined) {
  await takeDown();
  process.exit(exitCodeOf(interruptedBy));
}
if (wasReset) say(`the shop was brought back to ${version} and its schema, to deploy ${NEXT_VERSION} again`);

const file = relative(process.cwd(), checklist);
const words = ['run', file, '--environment', 'local', '--version', NEXT_VERSION, '--yes', ...process.argv.slice(2)];
running = spawn(process.execPath, [GONOGO, ...words], { stdio: 'inherit', env: { ...process.env, DATABASE_URL: databaseUrl } });
const { code, signal } = await ended(running);

if (signal !== null || code === ROLLBACK_FAILED) {
  say('the shop is left running, to be looked at');
  if (signal !== null) say(`finish the deployment: DATABASE_URL=${databaseUrl} node ${relative(process.cwd(), GONOGO)} recover`);
  say(`afterwards: node ${relative(process.cwd(), SHOP)} down`);
} else await takeDown();
process.exitCode = code ?? (signal === null ? UNDECIDED : exitCodeOf(signal));
