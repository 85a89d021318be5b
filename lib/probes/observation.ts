import type { CommandProbe, Probe } from './schema.ts';

/** What a probe saw. Texts are raw here: they are bounded and masked before they become evidence. */
export interface Observation {
  /** How long the look or the act took, in milliseconds. */
  readonly durationMs: number;
  /** The main text: standard output, response body, rows as JSON, the function's answer as JSON. */
  readonly output: string;
  readonly errorOutput?: string;
  readonly exitCode?: number;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** How many rows a statement gave. */
  readonly rows?: number;
  /** The output as data, where the probe knows it (rows, metric value, function answer). */
  readonly json?: unknown;
  /** True when the output was longer than the probe keeps. */
  readonly truncated?: boolean;
  /** Why a Lambda function ended in an error; the invocation itself worked. */
  readonly functionError?: string;
  /** What happened, in the words a reason begins with: `exit code 1`, `503`, `3 rows`. */
  readonly summary: string;
}

/** A probe either saw something, or could not tell (unreachable, timed out, refused): then the verdict is `error`. */
export type ProbeResult =
  | { readonly kind: 'seen'; readonly observation: Observation }
  | { readonly kind: 'unable'; readonly reason: string; readonly durationMs: number; readonly output?: string };

/** What a probe is given. Nothing else may be read: no process environment, no clock but for durations. */
export interface ProbeContext {
  /** Variables, resolved secrets, captured values and built-ins, by name. */
  readonly values: Readonly<Record<string, string>>;
  /** Names in `values` that are secrets. */
  readonly secretNames: readonly string[];
  readonly workingDirectory: string;
  readonly shell: string;
  /** The environment that a command inherits besides `values` (PATH, HOME, …). */
  readonly inheritedEnvironment: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  /** Aborts when the person who runs the deployment interrupts it. */
  readonly signal: AbortSignal;
  /** Hears of every process group that a command starts; what it returns is called when the command has ended. */
  readonly onProcessGroup?: (leader: number) => () => void;
  /** Runs commands elsewhere than from this process (default: from here). */
  readonly runCommand?: RunProbe<CommandProbe>;
  /** Checks only look: a statement runs in a read-only transaction. */
  readonly readOnly: boolean;
}

export type RunProbe<P extends Probe = Probe> = (probe: P, context: ProbeContext) => Promise<ProbeResult>;
