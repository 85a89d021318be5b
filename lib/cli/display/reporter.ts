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

/** The named reporters as one. Each is loaded only when it is asked for. */
export async function createReporter(names: readonly ReporterName[], setting: ReporterSetting): Promise<Reporter> {
  const reporters = await Promise.all([...new Set(names)].map((name) => load(name, setting)));
  const all = (tell: (reporter: Reporter) => void): void => {
    for (const reporter of reporters) tell(reporter);
  };
  return {
    event: (event) => all((reporter) => reporter.event(event)),
    finish: (report) => all((reporter) => reporter.finish(report)),
    pause: () => all((reporter) => reporter.pause()),
    resume: () => all((reporter) => reporter.resume()),
  };
}

async function load(name: ReporterName, { io, outline, now, every, onJobSummary }: ReporterSetting): Promise<Reporter> {
  switch (name) {
    case 'text':
      return io.screen === undefined
        ? (await import('./plain.ts')).createPlain(io, outline)
        : (await import('./tree.ts')).createTree({ outline, screen: io.screen, palette: io.errColours, now, every });
    case 'json':
      return (await import('./json-lines.ts')).createJsonLines(io);
    case 'junit':
      return (await import('./junit-writer.ts')).createJunitWriter(io);
    case 'github':
      return (await import('./github.ts')).createGithub(io, outline, onJobSummary);
  }
}

/** A reporter that leaves out what it has nothing to say to. */
export const reporterOf = (said: Partial<Reporter>): Reporter => ({
  event: () => {},
  finish: () => {},
  pause: () => {},
  resume: () => {},
  ...said,
});
