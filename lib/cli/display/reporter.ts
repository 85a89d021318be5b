import type { DeploymentEvent } from '../../deployments/events.ts';
import type { DeploymentReport } from '../../deployments/summary.ts';
import type { Io } from '../io.ts';
import type { DisplayOutline } from './outline.ts';

/** Tells of a deployment while it runs. Nothing that it does decides anything. */
export interface Reporter {
  event(event: DeploymentEvent): void;
  /** The end: with the report, or without one when the deployment never opened. Must be called, or the cursor stays hidden. */
  finish(report?: DeploymentReport): void;
  /** Makes room for a prompt. Events still count, they are shown after `resume`. */
  pause(): void;
  resume(): void;
  /** Shows a line above what is live. False when nothing is: then it is said as everything else. */
  say(line: string): boolean;
}

export const REPORTERS = ['text', 'json', 'junit', 'github'] as const;
export type ReporterName = (typeof REPORTERS)[number];

export interface ReporterSetting {
  readonly io: Io;
  readonly outline: DisplayOutline;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Calls again and again until the function that it returns is called. */
  readonly every: (milliseconds: number, call: () => void) => () => void;
  /** Takes the Markdown for the job's page on GitHub (default: it is not wanted). */
  readonly onJobSummary?: (markdown: string) => void;
}

/** A reporter that leaves out what it has nothing to say to. */
export const reporterOf = (said: Partial<Reporter>): Reporter => ({
  event: () => {},
  finish: () => {},
  pause: () => {},
  resume: () => {},
  say: () => false,
  ...said,
});
