import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { constants } from 'node:os';
import { basename, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { collectHeadAndTail } from '../bounded-text.ts';
import { type Deadline, startDeadline } from '../deadline.ts';
import { trimPartialSecrets } from '../mask.ts';
import type { ProbeContext, ProbeResult, RunProbe } from '../observation.ts';
import type { CommandProbe } from '../schema.ts';
import { TERMINATION_GRACE_MS, terminateGroup } from './process-group.ts';

/** What is kept of each of the two outputs, in bytes. */
const MAX_OUTPUT_BYTES = 65_536;
/** How long the outputs may stay open after the shell has ended: something in the background may hold them. */
const PIPE_GRACE_MS = 250;

interface Patience {
  /** Between SIGTERM and SIGKILL, in milliseconds (default: 5 s). */
  readonly terminationGraceMs: number;
}

/**
 * Runs shell text in a process group of its own. Values come in as environment variables and are never part of the text;
 * there is no standard input. At the deadline the whole group is ended, and the result is `unable`.
 */
export const runCommand: RunProbe<CommandProbe> = (probe, context) =>
  runCommandWith({ terminationGraceMs: TERMINATION_GRACE_MS }, probe, context);

/** As `runCommand`, with another patience. */
export async function runCommandWith(patience: Patience, probe: CommandProbe, context: ProbeContext): Promise<ProbeResult> {
  const deadline = startDeadline(context);
  const unable = (reason: string): ProbeResult => ({ kind: 'unable', reason, durationMs: deadline.elapsedMs() });
  if (deadline.signal.aborted) return unable(`${deadline.cause()} before the command was started`);
  const shell = probe.shell ?? context.shell;
  const cwd = resolve(context.workingDirectory, probe.workingDirectory ?? '.');
  const unfit = Object.keys(context.values).find((name) => context.values[name]?.includes('\0'));
  if (unfit !== undefined) return unable(`the value of ${unfit} holds a NUL byte, which no environment variable can`);
  try {
    const child = spawn(shell, [...shellOptions(shell), '--', probe.run], {
      cwd,
      env: { ...context.inheritedEnvironment, ...context.values },
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ended = child.pid === undefined ? undefined : context.onProcessGroup?.(child.pid);
    return await follow(child, deadline, patience, secretsOf(context)).finally(() => ended?.());
  } catch (error) {
    // A missing directory and a missing shell give the same error.
    return unable((await missingDirectory(cwd)) ?? whyNotStarted(error as NodeJS.ErrnoException, shell));
  }
}

const shellOptions = (shell: string): string[] => (basename(shell) === 'bash' ? ['-euo', 'pipefail', '-c'] : ['-eu', '-c']);

const secretsOf = ({ values, secretNames }: ProbeContext): string[] => secretNames.flatMap((name) => values[name] ?? []);

async function missingDirectory(path: string): Promise<string | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory() === true) return undefined;
  const what = found === undefined ? 'does not exist' : 'is not a directory';
  return `the working directory ${path} ${what}: create it, or correct \`working-directory\``;
}

function whyNotStarted({ code, message }: NodeJS.ErrnoException, shell: string): string {
  if (code === 'ENOENT') return `the shell ${shell} was not found: install it, or name another one in \`shell\``;
  if (code === 'EACCES') return `the shell ${shell} may not be executed: check its permissions`;
  if (code === 'E2BIG') return 'the command and its environment variables are too long for this system: put the text into a script file';
  return `the command could not be started: ${message}`;
}

async function follow(child: ChildProcess, deadline: Deadline, patience: Patience, secrets: readonly string[]): Promise<ProbeResult> {
  const output = collectHeadAndTail(MAX_OUTPUT_BYTES);
  const errorOutput = collectHeadAndTail(MAX_OUTPUT_BYTES);
  child.stdout?.on('data', output.push);
  child.stderr?.on('data', errorOutput.push);
  const closed = once(child, 'close');
  closed.catch(() => undefined);
  await once(child, 'spawn');
  const ended = await Promise.race([once(child, 'exit').then(() => true), aborted(deadline.signal).then(() => false)]);
  const lastSignal = ended || child.pid === undefined ? undefined : await terminateGroup(child.pid, patience.terminationGraceMs);
  await settled(closed, child);
  const read = (side: typeof output) => side.read((head, tail) => trimPartialSecrets(head, tail, secrets));
  const [out, error] = [read(output), read(errorOutput)];
  const durationMs = deadline.elapsedMs();
  if (lastSignal !== undefined) {
    const how = lastSignal === 'SIGTERM' ? 'it was ended with SIGTERM' : 'it ignored SIGTERM and was ended with SIGKILL';
    return { kind: 'unable', reason: `${deadline.cause()}; ${how}`, durationMs, output: [out.text, error.text].filter(Boolean).join('\n') };
  }
  return {
    kind: 'seen',
    observation: {
      durationMs,
      output: out.text,
      errorOutput: error.text,
      ...(child.exitCode === null ? {} : { exitCode: child.exitCode }),
      ...(out.truncated || error.truncated ? { truncated: true } : {}),
      summary: summarize(child),
    },
  };
}

const aborted = async (signal: AbortSignal): Promise<void> => {
  if (!signal.aborted) await once(signal, 'abort');
};

/** Waits until the outputs are closed, but not for a process in the background that keeps them open. */
async function settled(closed: Promise<unknown>, child: ChildProcess): Promise<void> {
  const enough = new AbortController();
  await Promise.race([closed, delay(PIPE_GRACE_MS, undefined, { signal: enough.signal }).catch(() => undefined)]);
  enough.abort();
  child.stdout?.destroy();
  child.stderr?.destroy();
}

function summarize({ exitCode, signalCode }: ChildProcess): string {
  if (exitCode === null) return `killed by ${signalCode ?? 'a signal'}`;
  // A shell tells of a killed command by 128 and the number of the signal.
  const signal = Object.entries(constants.signals).find(([, number]) => exitCode === 128 + number);
  return `exit code ${exitCode}${signal === undefined ? '' : ` (${signal[0]})`}`;
}
