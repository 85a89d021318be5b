import { tmpdir } from 'node:os';
import type { Observation, ProbeContext, ProbeResult } from '../../lib/probes/observation.ts';

/** A context as a handler makes it, with what the test needs different. */
export const contextWith = (different: Partial<ProbeContext> = {}): ProbeContext => ({
  values: {},
  secretNames: [],
  workingDirectory: tmpdir(),
  shell: 'bash',
  inheritedEnvironment: { PATH: process.env.PATH ?? '' },
  timeoutMs: 30_000,
  signal: new AbortController().signal,
  readOnly: true,
  onProcessGroup: () => () => {},
  ...different,
});

/** What a probe saw; the test fails with the reason when it was unable to see. */
export function seen(result: ProbeResult): Observation {
  if (result.kind === 'unable') throw new Error(`the probe was unable to tell: ${result.reason}`);
  return result.observation;
}

/** Why a probe was unable to tell; the test fails when it did tell. */
export function unableReason(result: ProbeResult): string {
  if (result.kind === 'seen') throw new Error(`the probe told: ${result.observation.summary}`);
  return result.reason;
}
