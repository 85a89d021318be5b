import type { Plan } from './model.ts';
import { stepsOf } from './steps.ts';
import { holdsToken } from './verbatim.ts';

/** Something that would not reach its handler as it was written. */
export interface Misreading {
  readonly message: string;
  /** The step it stands in, by title; undefined when it stands elsewhere. */
  readonly title?: string;
}

const message =
  'a title holds "${Token[", "#{Token[" or a number near -1.89e+289, which CDK keeps for itself in the name of a state: write it differently';

/** Titles that cannot be the name of a state. Everything else travels verbatim. Pure. */
export function misreadings(plan: Plan): readonly Misreading[] {
  const inSteps = stepsOf(plan).flatMap(({ title }) => (holdsToken(title) ? [{ message, title }] : []));
  const inPhases = [...plan.phases, ...plan.followUps].flatMap(({ title }) => (holdsToken(title) ? [{ message }] : []));
  return [...inPhases, ...inSteps];
}
