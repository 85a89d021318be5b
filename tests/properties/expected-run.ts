import type { Outcome } from '../../lib/deployments/verdict.ts';
import type { Plan, PlannedPhase, PlannedStep } from '../../lib/plan/model.ts';
import { stepsOfGroup } from '../../lib/plan/steps.ts';
import type { Call, Fates, Found } from './simulation.ts';

/** What DESIGN says must happen, written as a plain program: no states, no paths. The machines are held against it. */
export interface ExpectedRun {
  readonly calls: readonly Call[];
  readonly outcome: Outcome;
  readonly attempted: readonly string[];
}

interface Diary {
  readonly calls: Call[];
  readonly attempted: Set<string>;
  readonly baseline: Map<string, boolean>;
}

/** How a phase stands after one of its steps. */
type Standing = 'good' | 'warned' | 'bad';

function takeStep(step: PlannedStep, fates: Fates, diary: Diary): Standing {
  if (step.verb === 'approve') {
    diary.calls.push({ kind: 'approval', id: step.id });
    return (fates.approvals[step.id] ?? 'yes') === 'yes' ? 'good' : 'bad';
  }
  if ('advisory' in step) {
    diary.calls.push({ kind: 'check', purpose: 'step', id: step.id });
    const fate = fates.checks.step[step.id] ?? 'pass';
    if (fate === 'pass' || passesAsMonitor(step, fate)) return 'good';
    // What could not even be recorded is no warning.
    return step.advisory && fate !== 'throws' ? 'warned' : 'bad';
  }
  diary.calls.push({ kind: 'action', id: step.id });
  const fate = fates.actions[step.id] ?? 'pass';
  if (fate !== 'untouched') diary.attempted.add(step.id);
  return fate === 'pass' ? 'good' : 'bad';
}

/** A monitor forgives as many failures as it is told to. */
function passesAsMonitor(step: Extract<PlannedStep, { advisory: boolean }>, fate: string): boolean {
  const { repetition } = step;
  return repetition?.kind === 'monitor' && fate === 'fail' && repetition.looks <= repetition.failureLimit;
}

/** Runs the groups until one stands in the way; true when all is well at the end. */
function takePhase(phase: PlannedPhase, fates: Fates, diary: Diary): boolean {
  let warnings = 0;
  for (const group of phase.groups) {
    const standings = stepsOfGroup(group).map((step) => takeStep(step, fates, diary));
    warnings += standings.filter((standing) => standing === 'warned').length;
    if (standings.includes('bad')) return false;
  }
  return phase.gate.maxWarnings === undefined || warnings <= phase.gate.maxWarnings;
}

/** Where a phase leads: on, or out. */
function leave(phase: PlannedPhase, good: boolean, fates: Fates, diary: Diary): 'on' | 'stop' | 'rollback' {
  const { gate } = phase;
  const { noGo } = gate;
  const broken = fates.brokenGates.includes(gate.id);
  const next = broken ? 'broken' : good ? 'proceed' : noGo.kind;
  diary.calls.push({ kind: 'gate', id: gate.id, next });
  if (next === 'proceed') return 'on';
  if (next === 'ask' && gate.question !== undefined) {
    diary.calls.push({ kind: 'approval', id: gate.question.id });
    return (fates.approvals[gate.question.id] ?? 'yes') === 'yes' ? 'on' : 'rollback';
  }
  return noGo.kind === 'stop' ? 'stop' : 'rollback';
}

function rollBack(plan: Plan, name: string, fates: Fates, diary: Diary, untouched: Outcome): Outcome {
  const all = plan.rollbacks[0]?.undos ?? [];
  if (!all.some(({ id }) => diary.attempted.has(id))) return untouched;
  let undone = true;
  for (const { id, undo } of plan.rollbacks.find((each) => each.name === name)?.undos ?? []) {
    if (!diary.attempted.has(id)) continue;
    if (undo?.kind === 'none') {
      diary.calls.push({ kind: 'approval', id: `${id}_BY_HAND` });
      if ((fates.approvals[`${id}_BY_HAND`] ?? 'yes') !== 'yes') return 'ROLLBACK_FAILED';
      continue;
    }
    diary.calls.push({ kind: 'undo', id });
    if ((fates.undos[id] ?? 'pass') === 'pass') continue;
    if (plan.onUndoFailure === 'stop') return 'ROLLBACK_FAILED';
    undone = false;
  }
  let verified = true;
  for (const check of plan.verification) {
    diary.calls.push({ kind: 'check', purpose: 'verification', id: check.id });
    const counts = plan.mustVerify.includes(check.id) || diary.baseline.get(check.id) === true;
    const fate = fates.checks.verification[check.id] ?? 'pass';
    const passes = fate === 'pass' || (check.advisory && fate !== 'throws');
    if (counts && !passes) verified = false;
  }
  const broken = fates.brokenGates.includes('verification');
  const next = broken ? 'broken' : undone && verified ? 'proceed' : 'stop';
  diary.calls.push({ kind: 'gate', id: 'verification', next });
  return next === 'proceed' ? 'ROLLED_BACK' : 'ROLLBACK_FAILED';
}

const newDiary = (): Diary => ({ calls: [], attempted: new Set(), baseline: new Map() });

function ended(diary: Diary, outcome: Outcome): ExpectedRun {
  diary.calls.push({ kind: 'close', outcome });
  return { calls: diary.calls, outcome, attempted: [...diary.attempted] };
}

/** What a deployment of this plan must do when everything comes out as the fates say. Notifications are left out. */
export function expectedDeployment(plan: Plan, fates: Fates): ExpectedRun {
  const diary = newDiary();
  for (const { id } of plan.baseline) {
    diary.calls.push({ kind: 'check', purpose: 'baseline', id });
    const fate = fates.checks.baseline[id] ?? 'pass';
    diary.baseline.set(id, fate === 'pass');
  }
  for (const phase of plan.phases) {
    const way = leave(phase, takePhase(phase, fates, diary), fates, diary);
    if (way === 'stop') return ended(diary, 'STOPPED');
    if (way === 'rollback') {
      const { noGo } = phase.gate;
      return ended(diary, rollBack(plan, noGo.kind === 'rollback' ? noGo.plan : 'full', fates, diary, 'STOPPED'));
    }
  }
  const deployed = ended(diary, 'DEPLOYED');
  for (const followUp of plan.followUps.toSorted((a, b) => a.afterMs - b.afterMs)) {
    leave(followUp, takePhase(followUp, fates, diary), fates, diary);
  }
  if (plan.followUps.length > 0) diary.calls.push({ kind: 'close', outcome: 'FOLLOWED_UP' });
  return { ...deployed, calls: diary.calls };
}

/** What a recovery must do with what it finds in the records. */
export function expectedRecovery(plan: Plan, fates: Fates, found: Found): ExpectedRun {
  const diary = newDiary();
  if (found.next === 'closed') return { calls: [], outcome: 'ABORTED', attempted: [] };
  for (const [id, { attempted }] of Object.entries(found.actions)) if (attempted) diary.attempted.add(id);
  for (const [id, { verdict }] of Object.entries(found.baseline)) diary.baseline.set(id, verdict === 'pass');
  return ended(diary, rollBack(plan, 'full', fates, diary, 'ABORTED'));
}
