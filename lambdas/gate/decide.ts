import type { CheckState, CheckStates, GateEvent, GateResult, VerifyEvent } from '../../lib/deployments/invocation.ts';
import type { Decision, Verdict } from '../../lib/deployments/verdict.ts';

/** What a gate makes of its steps. */
export interface Ruling {
  readonly decision: Decision;
  readonly next: GateResult['next'];
  readonly counts: Readonly<Record<Verdict, number>>;
  /** Titles of what stood in the way, in the checklist's order. */
  readonly against: readonly { readonly id: string; readonly title: string; readonly verdict: Verdict }[];
  readonly reason: string;
}

function count(verdicts: readonly Verdict[]): Record<Verdict, number> {
  const counts = { pass: 0, warn: 0, fail: 0, error: 0, skipped: 0 };
  for (const verdict of verdicts) counts[verdict] += 1;
  return counts;
}

/** What a step came to; one that was never reached counts as skipped. */
function verdictsOf({ gate, checks, actions, approvals }: GateEvent): Ruling['against'] {
  const states: Record<string, CheckState> = Object.assign({}, ...gate.groups.map((group) => checks[group] ?? {}), actions, approvals);
  return gate.steps.map(({ id, title }) => ({ id, title, verdict: states[id]?.verdict ?? 'skipped' }));
}

const plural = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;

/** GO only where every required step passed and the warnings are few enough. Pure. */
export function decide(event: GateEvent, interrupted: boolean): Ruling {
  const { gate } = event;
  const verdicts = verdictsOf(event);
  const counts = count(verdicts.map(({ verdict }) => verdict));
  const against = verdicts.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'warn');
  const tooManyWarnings = gate.maxWarnings !== undefined && counts.warn > gate.maxWarnings;
  if (against.length === 0 && !tooManyWarnings && !interrupted) {
    const warned = counts.warn === 0 ? '' : `, ${plural(counts.warn, 'warning')}`;
    return { decision: 'GO', next: 'proceed', counts, against, reason: `${counts.pass} of ${verdicts.length} passed${warned}` };
  }
  const reason = interrupted
    ? 'interrupted'
    : against.length > 0
      ? `${against.map(({ title, verdict }) => `${title}: ${verdict}`).join('; ')}`
      : `${plural(counts.warn, 'warning')}, at most ${gate.maxWarnings} may pass`;
  // An interruption is an answer already: nobody is asked again.
  const route = gate.noGo.kind === 'ask' && interrupted ? 'rollback' : gate.noGo.kind;
  return { decision: route === 'ask' ? 'HOLD' : 'NO_GO', next: route, counts, against, reason };
}

const passed = (states: CheckStates, id: string): boolean => states[id]?.verdict === 'pass' || states[id]?.verdict === 'warn';

/** After a rollback: every undo passed, and what passed before the first change passes again. Pure. */
export function decideRollback({ verify, undos, baseline, verification }: VerifyEvent): Ruling {
  const failedUndos = Object.entries(undos).filter(([, { verdict }]) => verdict !== 'pass');
  const counted = verify.checks.filter(({ id }) => verify.mustVerify.includes(id) || baseline[id]?.verdict === 'pass');
  const against = counted
    .filter(({ id }) => !passed(verification, id))
    .map((check) => ({ ...check, verdict: verification[check.id]?.verdict ?? ('skipped' as const) }));
  const counts = count([...Object.values(undos), ...counted.map(({ id }) => verification[id])].map((state) => state?.verdict ?? 'skipped'));
  if (failedUndos.length === 0 && against.length === 0) {
    const proof =
      counted.length === 0
        ? 'no check passed before that could prove it'
        : `${plural(counted.length, 'check')} that passed before ${counted.length === 1 ? 'passes' : 'pass'} again`;
    return { decision: 'GO', next: 'proceed', counts, against, reason: `${plural(Object.keys(undos).length, 'undo')} done; ${proof}` };
  }
  const failures = [
    ...(failedUndos.length === 0 ? [] : [`${plural(failedUndos.length, 'undo')} failed`]),
    ...against.map(({ title, verdict }) => `${title}: ${verdict}`),
  ];
  return { decision: 'NO_GO', next: 'stop', counts, against, reason: failures.join('; ') };
}
