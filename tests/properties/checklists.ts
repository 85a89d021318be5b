import fc from 'fast-check';
import type { Checklist, Phase } from '../../lib/checklist/schema/checklist.ts';
import type { Environment } from '../../lib/checklist/schema/environment.ts';
import type { ActionStep, CheckStep, Step } from '../../lib/checklist/schema/step.ts';
import { isAction, isCheck } from '../../lib/checklist/schema/step.ts';
import type { Probe } from '../../lib/probes/schema.ts';
import { sentence, words } from './checklist-texts.ts';
import { type StepDraft, stepDrafts } from './step-drafts.ts';

/** How large generated checklists are at most. */
export interface ChecklistSize {
  readonly environments?: number;
  /** Besides follow-ups. */
  readonly phases?: number;
  readonly followUps?: number;
  readonly stepsInPhase?: number;
}

const HOUR = 3_600_000;
const NAMES = ['local', 'staging', 'production', 'canary', 'eu-2', 'us-1', 'training', 'demo'] as const;

const optionally = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined });

/** The keys whose value is not undefined: what is left out of a checklist is not there. */
type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };
const defined = <T extends object>(keys: T): Defined<T> =>
  Object.fromEntries(Object.entries(keys).filter(([, value]) => value !== undefined)) as Defined<T>;

const recipients = fc.array(
  fc.constantFrom(
    'email:on-call@example.com',
    'https://hooks.example.com/a?b=c',
    'sqs:arn:aws:sqs:eu-west-1:111122223333:releases',
    'lambda:arn:aws:lambda:eu-west-1:111122223333:function:tell',
  ),
  { minLength: 1, maxLength: 3 },
);

const variables = fc.dictionary(fc.constantFrom('FEATURE', 'REGION', 'A_1', '_X'), sentence, { maxKeys: 3 });

const localEnvironments = fc
  .record({
    variables,
    shell: optionally(fc.constantFrom('bash', 'sh', '/bin/dash')),
    workingDirectory: optionally(fc.constantFrom('.', '../shop')),
    host: optionally(fc.constant('local' as const)),
    notify: optionally(recipients),
  })
  .map(
    ({ variables: own, ...rest }): Environment => ({
      ...defined(rest),
      variables: { ...own, BASE_URL: 'http://127.0.0.1:8080', PROMETHEUS_URL: 'http://127.0.0.1:9090' },
      secrets: { DATABASE_URL: { source: 'env', name: 'DATABASE_URL' } },
    }),
  );

const awsEnvironments = fc
  .record({
    variables,
    workingDirectory: optionally(fc.constant('/srv/shop')),
    notify: optionally(recipients),
    revalidate: optionally(fc.constantFrom('rate(1 hour)', 'rate(5 minutes)', 'cron(0 8 ? * MON-FRI *)')),
    tags: fc.dictionary(fc.constantFrom('App', 'Stage'), sentence, { minKeys: 1 }),
    key: optionally(fc.constant('url')),
  })
  .map(
    ({ variables: own, tags, key, ...rest }): Environment => ({
      ...defined(rest),
      host: { ssm: tags },
      account: '111122223333',
      region: 'eu-west-1',
      variables: { ...own, BASE_URL: 'https://shop.example.com', PROMETHEUS_URL: 'https://metrics.example.com' },
      secrets: {
        DATABASE_URL: { source: 'secretsmanager', name: 'shop/database', ...defined({ key }) },
        API_TOKEN: { source: 'ssm', name: '/shop/token' },
      },
    }),
  );

const freezes = fc.oneof(
  fc.record({ from: fc.constantFrom('Fri 16:00', 'Sat 00:00'), to: fc.constant('Mon 08:00') }),
  fc.record({ from: fc.constantFrom('2026-12-23', '2026-12-24T18:00'), to: fc.constantFrom('2027-01-02', '2027-01-04T08:30') }),
);

const EVENT_LISTS = [
  ['opened', 'deployed'],
  ['no-go', 'rolled-back', 'rollback-failed'],
  ['stopped', 'aborted'],
  ['approval-needed'],
  ['follow-up'],
] as const;

interface PhaseDraft {
  readonly title: string;
  readonly hasId: boolean;
  readonly noGo: 'rollback' | 'stop' | 'ask' | 'plan' | undefined;
  readonly maxWarnings: number | undefined;
  readonly steps: readonly StepDraft[];
}

const phaseDrafts = (steps: fc.Arbitrary<StepDraft>, most: number): fc.Arbitrary<PhaseDraft> =>
  fc.record({
    title: words,
    hasId: fc.boolean(),
    noGo: optionally(fc.constantFrom('rollback', 'stop', 'ask', 'plan')),
    maxWarnings: optionally(fc.nat({ max: 5 })),
    steps: fc.array(steps, { minLength: 1, maxLength: most }),
  });

interface Draft {
  readonly environments: readonly (readonly [string, Environment])[];
  readonly requires: boolean;
  readonly phases: readonly PhaseDraft[];
  readonly followUps: readonly PhaseDraft[];
  readonly planned: readonly number[];
  readonly verified: readonly number[];
  readonly onUndoFailure: 'continue' | 'stop' | undefined;
  readonly head: Partial<Pick<Checklist, 'summary' | 'owner' | 'notes' | 'freeze' | 'notify'>>;
}

/** Gives each draft its number, which makes its title its own, and the environments that exist. */
function stepOf(draft: StepDraft, number: number, names: readonly string[]): Step {
  const only = draft.only?.flatMap((index) => names[index % names.length] ?? []);
  return {
    ...draft.step,
    title: `${draft.step.title} ${number}`.trim(),
    ...(draft.hasId ? { id: `step_${number}` } : {}),
    ...(only === undefined ? {} : { only: [...new Set(only)] }),
    ...('capture' in draft.step && draft.step.capture !== undefined
      ? { capture: Object.fromEntries(Object.entries(draft.step.capture).map(([name, place]) => [`${name}_${number}`, place])) }
      : {}),
  } as Step;
}

const everywhere = (step: Step): boolean => step.only === undefined;

/** A later phase reads what an earlier one captured, wherever a request has room for it. */
function readCaptured(phases: readonly Phase[]): Phase[] {
  let known: string[] = [];
  return phases.map((phase) => {
    const [name] = known;
    const steps = phase.steps.map((step): Step => {
      if (name === undefined || step.verb === 'approve' || step.probe.kind !== 'http') return step;
      const probe: Probe = { ...step.probe, headers: { ...step.probe.headers, 'x-captured': `$${name}` } };
      return (isCheck(step) ? { ...step, probe, ...(step.verb === 'measure' ? {} : { baseline: false }) } : { ...step, probe }) as Step;
    });
    known = [...known, ...phase.steps.flatMap((step) => ('capture' in step && everywhere(step) ? Object.keys(step.capture ?? {}) : []))];
    return { ...phase, steps };
  });
}

/** A regression needs a baseline, and a baseline needs a change in every environment that the measure runs in. */
function withoutIdleRegressions(phases: readonly Phase[], names: readonly string[]): Phase[] {
  const changed = new Set(
    phases.filter(({ after }) => after === undefined).flatMap(({ steps }) => steps.filter(isAction).flatMap(({ only }) => only ?? names)),
  );
  return phases.map((phase) => ({
    ...phase,
    steps: phase.steps.map((step): Step => {
      if (step.verb !== 'measure' || step.regression === undefined) return step;
      if (phase.after === undefined && step.baseline !== false && (step.only ?? names).every((name) => changed.has(name))) return step;
      const { regression: _, ...rest } = step;
      return { ...rest, target: rest.target ?? { kind: 'compares', operator: '<=', number: 20, unit: 'ms' } };
    }),
  }));
}

/** In every environment something is done before the follow-ups. */
function withoutIdleEnvironments(phases: readonly Phase[], names: readonly string[]): Phase[] {
  const used = new Set(
    phases.filter(({ after }) => after === undefined).flatMap(({ steps }) => steps.flatMap(({ only }) => only ?? names)),
  );
  if (names.every((name) => used.has(name))) return [...phases];
  return phases.map((phase, index) =>
    index > 0 ? phase : { ...phase, steps: phase.steps.map((step, number) => (number === 0 ? unlimited(step) : step)) },
  );
}

function unlimited(step: Step): Step {
  const { only: _, ...rest } = step;
  return rest as Step;
}

const picked = <T>(items: readonly T[], indexes: readonly number[]): T[] =>
  items.length === 0 ? [] : [...new Set(indexes.map((index) => items[index % items.length] as T))];

function assemble({ environments, requires, phases: drafts, followUps, planned, verified, onUndoFailure, head }: Draft): Checklist {
  const names = environments.map(([name]) => name);
  let number = 0;
  const phaseOf =
    (after: number | undefined) =>
    ({ title, hasId, maxWarnings, steps }: PhaseDraft, index: number): Phase => ({
      phase: `${title} ${after === undefined ? '' : 'later '}${index}`.trim(),
      ...(hasId ? { id: `phase_${after === undefined ? '' : 'later_'}${index}` } : {}),
      ...defined({ maxWarnings }),
      ...(after === undefined ? {} : { after: after * (index + 1) }),
      steps: steps.map((draft) => stepOf(draft, ++number, names)),
    });
  const written = [...drafts.map(phaseOf(undefined)), ...followUps.map(phaseOf(12 * HOUR))];
  const phases = readCaptured(withoutIdleRegressions(withoutIdleEnvironments(written, names), names));

  const before = phases.filter(({ after }) => after === undefined).flatMap(({ steps }) => steps);
  const undoable = before.filter((step): step is ActionStep => isAction(step) && step.undo?.kind === 'undo').map(({ title }) => title);
  const checks = before.filter((step): step is CheckStep => isCheck(step)).map(({ title }) => title);
  const plan = picked(undoable, planned);
  const inPlan = before.filter(({ title }) => plan.includes(title));
  const appliesTo = (name: string) => (step: Step) => (step.only ?? names).includes(name);
  // A phase may name the plan where it undoes something in every environment that the phase has steps in.
  const mayNamePlan = ({ steps }: Phase): boolean =>
    plan.length > 0 && names.every((name) => !steps.some(appliesTo(name)) || inPlan.some(appliesTo(name)));
  const verify = picked(checks, verified);
  const rollback = defined({
    plans: plan.length === 0 ? undefined : { 'some-of-it': plan },
    verify: verify.length === 0 ? undefined : verify,
    onUndoFailure,
  });

  return {
    checklist: 'generated',
    ...head,
    environments: Object.fromEntries(
      environments.map(([name, { revalidate, ...environment }], index) => {
        const looks = before.some((step) => isCheck(step) && (step.only ?? names).includes(name));
        const required = requires ? names[index - 1] : undefined;
        return [name, { ...environment, ...defined({ revalidate: looks ? revalidate : undefined, requires: required }) }];
      }),
    ),
    ...(Object.keys(rollback).length === 0 ? {} : { rollback }),
    phases: phases.map((phase, index) => {
      const noGo = phase.after === undefined ? drafts[index]?.noGo : undefined;
      if (noGo === undefined) return phase;
      return { ...phase, noGo: noGo !== 'plan' ? noGo : mayNamePlan(phase) ? { rollback: 'some-of-it' } : 'stop' };
    }),
  };
}

/**
 * Valid checklists with every feature of the language: they lint without errors, though perhaps with warnings.
 * Small by default: up to 3 environments, 3 phases and 1 follow-up of up to 4 steps each.
 */
export function checklists({ environments = 3, phases = 3, followUps = 1, stepsInPhase = 4 }: ChecklistSize = {}): fc.Arbitrary<Checklist> {
  const named = fc.subarray([...NAMES], { minLength: 1, maxLength: Math.min(environments, NAMES.length) });
  const settings = fc.array(fc.oneof(localEnvironments, awsEnvironments), { minLength: NAMES.length, maxLength: NAMES.length });
  return (
    fc
      .record({
        environments: fc
          .tuple(named, settings)
          .map(([names, all]) => names.map((name, index) => [name, all[index] as Environment] as const)),
        requires: fc.boolean(),
        phases: fc.array(phaseDrafts(stepDrafts(), stepsInPhase), { minLength: 1, maxLength: phases }),
        followUps: fc.array(phaseDrafts(stepDrafts({ actions: false }), stepsInPhase), { maxLength: followUps }),
        planned: fc.array(fc.nat({ max: 20 }), { maxLength: 3 }),
        verified: fc.array(fc.nat({ max: 20 }), { maxLength: 3 }),
        onUndoFailure: optionally(fc.constantFrom('continue', 'stop')),
        head: fc
          .record({
            summary: optionally(sentence),
            owner: optionally(words),
            notes: optionally(fc.array(words, { maxLength: 3 })),
            freeze: optionally(
              fc.array(
                fc
                  .tuple(freezes, words, optionally(fc.constant('Europe/Berlin')))
                  .map(([times, because, zone]) => ({ ...times, because, ...defined({ zone }) })),
                { maxLength: 2 },
              ),
            ),
            notify: optionally(
              fc.array(
                fc
                  .record({
                    on: fc.constantFrom(...EVENT_LISTS),
                    to: recipients,
                    text: optionally(words),
                    level: optionally(fc.integer({ min: 1, max: 9 })),
                  })
                  .map(({ on, to, text, level }) => ({ on: [...on], to, ...defined({ text, level }) })),
                { maxLength: 3 },
              ),
            ),
          })
          .map((keys) => defined(keys)),
      })
      // What a reader makes has ordinary objects.
      .map((draft) => structuredClone(assemble(draft)))
  );
}
