import { ROLLBACK_GATE } from '../deployments/records.ts';
import type { DeploymentReport, StepReport } from '../deployments/summary.ts';

/** A phase as reports show it: its steps, then what its gate decided (more than once when a person was asked). */
export interface PhaseReport {
  readonly id: string;
  readonly title: string;
  readonly steps: readonly StepReport[];
  readonly gates: DeploymentReport['gates'];
}

/** The phases that began, in the order in which they did. */
export function phasesOf(report: Pick<DeploymentReport, 'steps' | 'gates'>): PhaseReport[] {
  const gates = report.gates.filter((gate) => gate.gate !== ROLLBACK_GATE);
  const ids = new Set([...report.steps.map((step) => step.phase), ...gates.map((gate) => gate.gate)]);
  return [...ids].map((id) => {
    const own = gates.filter((gate) => gate.gate === id);
    return { id, title: phaseTitle(id, own[0]?.title), steps: report.steps.filter((step) => step.phase === id), gates: own };
  });
}

/** What the gate after the rollback decided. */
export const verificationGates = (report: Pick<DeploymentReport, 'gates'>): DeploymentReport['gates'] =>
  report.gates.filter((gate) => gate.gate === ROLLBACK_GATE);

/** A gate's title names its phase, as its state does: `Go/no-go: Backup`. Without a gate there is only the id. */
function phaseTitle(id: string, gateTitle: string | undefined): string {
  if (gateTitle !== undefined) return gateTitle.replace(/^go\/no-go:\s*/i, '');
  const words = id.replaceAll(/[_-]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
