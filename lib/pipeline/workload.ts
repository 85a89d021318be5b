import type { SecretReference } from '../checklist/schema/environment.ts';
import type { Group, Plan, PlannedApproval, PlannedStep } from '../plan/model.ts';
import { namesRead } from '../probes/names-read.ts';
import type { Probe } from '../probes/schema.ts';
import { substitute } from '../probes/substitute.ts';
import type { HandlerName } from './handlers.ts';
import { CHECK_HANDLER } from './states/checks.ts';

/** One probe that a function runs, and how long it may take. */
interface Job {
  readonly probe: Probe;
  readonly expect?: unknown;
  readonly timeoutMs: number;
}

type Looking = Exclude<PlannedStep, PlannedApproval>;

function stepsOf(group: Group): readonly Looking[] {
  switch (group.kind) {
    case 'checks':
      return group.steps;
    case 'action':
      return [group.step];
    case 'approval':
      return [];
  }
}

const handlerOf = (step: Looking): HandlerName => ('advisory' in step ? CHECK_HANDLER[step.verb] : step.verb);

/** What the function of a handler has to run for a plan; nothing for those that only read and write records. */
export function jobsOf(handler: HandlerName, plan: Plan): readonly Job[] {
  if (handler === 'rollback')
    return (plan.rollbacks[0]?.undos ?? []).flatMap(({ undo }): readonly Job[] => (undo?.kind === 'undo' ? [undo] : []));
  const steps = [
    ...plan.baseline,
    ...[...plan.phases, ...plan.followUps].flatMap(({ groups }) => groups.flatMap(stepsOf)),
    ...plan.verification,
  ];
  return steps.filter((step) => handlerOf(step) === handler);
}

/** The secrets that these jobs may read, each once. */
export function secretsFor(jobs: readonly Job[], { environment }: Plan): readonly SecretReference[] {
  const reads = jobs.map(namesRead);
  const wanted = Object.entries(environment.secrets).filter(([name]) => reads.some((read) => read(name)));
  return [...new Map(wanted.map(([, reference]) => [`${reference.source}:${reference.name}`, reference])).values()];
}

/** The functions that these jobs invoke. A name that is only known when the step runs is told apart. */
export function functionsInvoked(
  jobs: readonly Job[],
  { checklist, environment }: Plan,
): { readonly known: readonly string[]; readonly unknown: readonly string[] } {
  const names = new Set(jobs.flatMap(({ probe }) => (probe.kind === 'lambda' ? [probe.function] : [])));
  const values = { ...environment.variables, ENVIRONMENT: environment.name, CHECKLIST: checklist };
  const known = new Set<string>();
  const unknown: string[] = [];
  for (const name of names) {
    const substituted = substitute(name, values);
    if (substituted.kind === 'missing') unknown.push(name);
    else known.add(substituted.value);
  }
  return { known: [...known], unknown };
}
