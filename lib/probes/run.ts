import { runCommand } from './command/run.ts';
import { runHttp } from './http/run.ts';
import { runLambda } from './lambda/run.ts';
import { runMetric } from './metric/run.ts';
import type { ProbeContext, ProbeResult } from './observation.ts';
import type { Probe } from './schema.ts';
import { runSql } from './sql/run.ts';

/** Looks or acts, once. Never throws: what a probe cannot tell is `unable`, and that is never a pass. */
export async function runProbe(probe: Probe, context: ProbeContext): Promise<ProbeResult> {
  const begun = performance.now();
  try {
    return await dispatch(probe, context);
  } catch (error) {
    const reason = `the ${probe.kind} probe broke: ${error instanceof Error ? error.message : String(error)}`;
    return { kind: 'unable', reason, durationMs: Math.round(performance.now() - begun) };
  }
}

function dispatch(probe: Probe, context: ProbeContext): Promise<ProbeResult> {
  switch (probe.kind) {
    case 'command':
      return (context.runCommand ?? runCommand)(probe, context);
    case 'http':
      return runHttp(probe, context);
    case 'sql':
      return runSql(probe, context);
    case 'metric':
      return runMetric(probe, context);
    case 'lambda':
      return runLambda(probe, context);
    default:
      return probe satisfies never;
  }
}
