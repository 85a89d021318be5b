import { type ChildProcess, fork } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ProbeContext, ProbeResult, RunProbe } from '../observation.ts';
import type { CommandProbe } from '../schema.ts';
import type { FromLauncher, SentContext, ToLauncher } from './launcher-messages.ts';

// Beside this file, with its ending: it is TypeScript in a working copy and JavaScript in a build.
const PROCESS = fileURLToPath(new URL(`launcher-process${extname(import.meta.url)}`, import.meta.url));

/** The fewer threads and the less memory a process has, the sooner it is copied: half a millisecond for each command. */
const SMALL = ['--single-threaded', '--max-semi-space-size=1'];

/** Starts commands from a small process, because a process is copied to start another one: a large one takes milliseconds. */
export interface Launcher {
  /** Starts the process. Without it, that is done with the first command. */
  prepare(): void;
  readonly run: RunProbe<CommandProbe>;
  /** Ends the process, and what it still runs. */
  close(): void;
}

interface Order {
  readonly context: ProbeContext;
  readonly settle: (result: ProbeResult) => void;
  leader?: number;
  ended?: (() => void) | undefined;
}

function sendable({ signal: _signal, onProcessGroup: _group, runCommand: _run, ...context }: ProbeContext): SentContext {
  return context;
}

/** A command whose launcher has died would go on with nobody to see how it ends. */
function killGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

export function createLauncher(): Launcher {
  const orders = new Map<number, Order>();
  let child: ChildProcess | undefined;
  let last = 0;

  const settle = (id: number, result: ProbeResult): void => {
    const order = orders.get(id);
    if (!orders.delete(id)) return;
    if (orders.size === 0) child?.channel?.unref();
    order?.ended?.();
    order?.settle(result);
  };

  const lose = (reason: string): void => {
    child = undefined;
    for (const [id, { leader }] of orders) {
      if (leader !== undefined) killGroup(leader);
      settle(id, { kind: 'unable', reason, durationMs: 0 });
    }
  };

  const start = (): ChildProcess => {
    // In a session of its own: Ctrl-C is for the run, which ends its commands in its own way.
    const started = fork(PROCESS, {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      detached: true,
      execArgv: SMALL,
    });
    started.on('message', (message: FromLauncher) => {
      if (message.kind === 'ended') return settle(message.id, message.result);
      const order = orders.get(message.id);
      if (order === undefined) return;
      order.leader = message.leader;
      order.ended = order.context.onProcessGroup?.(message.leader);
    });
    started.once('error', (error) => lose(`the process that starts commands could not be started: ${error.message}`));
    started.once('exit', (code, signal) => lose(`the process that starts commands ended (${signal ?? `exit code ${code}`})`));
    started.unref();
    started.channel?.unref();
    return started;
  };

  return {
    prepare() {
      child ??= start();
    },
    run(probe, context) {
      child ??= start();
      const launcher = child;
      const id = ++last;
      const send = (message: ToLauncher): void => {
        launcher.send(message, (error) => {
          if (error !== null) settle(id, { kind: 'unable', reason: `the command could not be started: ${error.message}`, durationMs: 0 });
        });
      };
      return new Promise((resolve) => {
        const interrupt = (): void => send({ kind: 'interrupt', id });
        const settled = (result: ProbeResult): void => {
          context.signal.removeEventListener('abort', interrupt);
          resolve(result);
        };
        launcher.channel?.ref();
        orders.set(id, { context, settle: settled });
        send({ kind: 'run', id, probe, context: sendable(context), interrupted: context.signal.aborted });
        context.signal.addEventListener('abort', interrupt, { once: true });
      });
    },
    close: () => child?.disconnect(),
  };
}
