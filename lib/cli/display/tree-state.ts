import type { DeploymentEvent } from '../../deployments/events.ts';
import { ROLLBACK_GATE } from '../../deployments/records.ts';
import type { Decision, Outcome, Verdict } from '../../deployments/verdict.ts';
import { dateTimeText } from '../../report/times.ts';
import type { DisplayOutline } from './outline.ts';

/** A step, an undo or a check as the tree shows it. */
export interface Leaf {
  readonly id: string;
  readonly title: string;
  readonly state: 'waiting' | 'running' | 'done';
  /** ISO 8601. */
  readonly startedAt?: string;
  /** What a running leaf waits for. */
  readonly note?: string;
  readonly result?: { readonly verdict: Verdict; readonly reason: string; readonly durationMs: number };
}

/** A branch of the tree: the baseline, a phase, or the rollback. */
export interface Section {
  readonly key: string;
  readonly title: string;
  readonly leaves: readonly Leaf[];
  readonly decisions: readonly { readonly decision: Decision; readonly reason: string }[];
}

/** What does not pass before the first change is nobody's fault: it only does not count after a rollback. */
export const isBaseline = (section: Section): boolean => section.key === BASELINE;

export interface TreeState {
  readonly opened?: { readonly deployment: string };
  /** In the order in which they ran, then those that wait. */
  readonly sections: readonly Section[];
  readonly closed?: { readonly outcome: Outcome; readonly reason: string; readonly durationMs: number };
}

const BASELINE = 'baseline';
const ROLLBACK = 'rollback';
const phaseKey = (id: string): string => `phase ${id}`;

export const treeOf = (outline: DisplayOutline): TreeState => ({
  sections: outline.phases.map(({ id, title, steps }) => ({
    key: phaseKey(id),
    title,
    leaves: steps.map((step) => ({ id: step.id, title: step.title, state: 'waiting' })),
    decisions: [],
  })),
});

export const hasBegun = (section: Section): boolean =>
  section.decisions.length > 0 || section.leaves.some((leaf) => leaf.state !== 'waiting');

/** Nothing more will change in it: its gate decided, or the flow went on without it. */
export function isOver(state: TreeState, index: number): boolean {
  const section = state.sections[index];
  if (section === undefined) return false;
  if (state.closed !== undefined) return true;
  const isDecided = section.decisions.at(-1) !== undefined && section.decisions.at(-1)?.decision !== 'HOLD';
  const isRunning = section.leaves.some((leaf) => leaf.state === 'running');
  return isDecided || (hasBegun(section) && !isRunning && state.sections.slice(index + 1).some(hasBegun));
}

/** The tree after an event. */
export function advance(state: TreeState, event: DeploymentEvent): TreeState {
  switch (event.event) {
    case 'deployment-opened':
      return { ...state, opened: { deployment: event.deployment } };
    case 'step-started':
      return withLeaf(state, branchOf(event), {
        id: leafId(event),
        title: event.title,
        state: 'running',
        startedAt: event.at,
      });
    case 'step-finished':
      return withLeaf(state, branchOf(event), { id: leafId(event), title: event.title, state: 'done', result: event });
    case 'approval-requested':
      return withLeaf(state, branchHolding(state, event.step), {
        id: event.step,
        title: event.title,
        state: 'running',
        startedAt: event.at,
        note: `waiting for an answer until ${dateTimeText(event.expiresAt)} UTC`,
      });
    case 'approval-answered':
      return answered(state, event);
    case 'gate-decided':
      return withDecision(state, event.gate === ROLLBACK_GATE ? rollback : phase(event.gate), event);
    case 'undo-started':
      return withLeaf(state, rollback, { id: `undo ${event.step}`, title: `Undo: ${event.title}`, state: 'running', startedAt: event.at });
    case 'undo-finished':
      return withLeaf(state, rollback, { id: `undo ${event.step}`, title: `Undo: ${event.title}`, state: 'done', result: event });
    case 'deployment-closed':
      return { ...state, closed: event };
  }
}

/** The step's own verdict may follow; the question of a gate has none. */
function answered(state: TreeState, event: Extract<DeploymentEvent, { event: 'approval-answered' }>): TreeState {
  const branch = branchHolding(state, event.step);
  const asked = state.sections.find(({ key }) => key === branch.key)?.leaves.find(({ id }) => id === event.step)?.startedAt ?? event.at;
  const verdict = event.answer === 'approved' ? 'pass' : 'fail';
  const result = { verdict, reason: `${event.answer} by ${event.by}`, durationMs: Date.parse(event.at) - Date.parse(asked) } as const;
  return withLeaf(state, branch, { id: event.step, title: event.title, state: 'done', result });
}

type Branch = Pick<Section, 'key' | 'title'>;
const baseline: Branch = { key: BASELINE, title: 'Baseline' };
const rollback: Branch = { key: ROLLBACK, title: 'Rollback' };
const phase = (id: string): Branch => ({ key: phaseKey(id), title: id });

type StepEvent = Extract<DeploymentEvent, { event: 'step-started' | 'step-finished' }>;
const branchOf = (event: StepEvent): Branch =>
  event.purpose === 'baseline' ? baseline : event.purpose === 'verification' ? rollback : phase(event.phase);
const leafId = (event: StepEvent): string => (event.purpose === 'verification' ? `check ${event.step}` : event.step);

/** An approval says only which step it is; one that no phase holds is the question of a gate that holds. */
function branchHolding(state: TreeState, step: string): Branch {
  const inPhases = state.sections.filter((section) => section.key !== BASELINE);
  const section = inPhases.find(({ leaves }) => leaves.some((leaf) => leaf.id === step)) ?? inPhases.findLast(hasBegun);
  return section ?? { key: 'approvals', title: 'Approvals' };
}

function withLeaf(state: TreeState, branch: Branch, leaf: Leaf): TreeState {
  return withSection(state, branch, (section) => {
    const before = section.leaves.find((each) => each.id === leaf.id);
    if (before === undefined) return { ...section, leaves: [...section.leaves, leaf] };
    // A second beginning (a repeated check) keeps the first one's clock.
    const startedAt = before.state === 'running' ? (before.startedAt ?? leaf.startedAt) : leaf.startedAt;
    const after = { ...leaf, ...(startedAt === undefined ? {} : { startedAt }) };
    return { ...section, leaves: section.leaves.map((each) => (each === before ? after : each)) };
  });
}

const withDecision = (state: TreeState, branch: Branch, { decision, reason }: Section['decisions'][number]): TreeState =>
  withSection(state, branch, (section) => ({ ...section, decisions: [...section.decisions, { decision, reason }] }));

/** Changes a section; one that is not there yet comes after all that have begun, which is when it runs. */
function withSection(state: TreeState, branch: Branch, change: (section: Section) => Section): TreeState {
  const index = state.sections.findIndex((section) => section.key === branch.key);
  const at = index === -1 ? state.sections.findLastIndex(hasBegun) + 1 : index;
  const section = state.sections[index] ?? { ...branch, leaves: [], decisions: [] };
  return { ...state, sections: state.sections.toSpliced(at, index === -1 ? 0 : 1, change(section)) };
}
