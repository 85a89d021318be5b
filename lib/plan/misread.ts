import type { Plan } from './model.ts';
import { stepsOf } from './steps.ts';

/** Something that would not reach its handler as it was written. */
export interface Misreading {
  readonly message: string;
  /** The step it stands in, by title; undefined when it stands elsewhere. */
  readonly title?: string;
}

/** How CDK marks, in a text or in a number, what it fills in later. */
const TOKEN_TEXT = /[$#]\{Token\[/;
const isTokenNumber = (number: number): boolean => number < -1.8e289 && number > -1.9e289;

const asPath = (key: string): string =>
  `the key ${JSON.stringify(key)} ends with ".$", which Step Functions would read as a path: name it differently`;
const asFunction = (key: string): string =>
  `the key ${JSON.stringify(key)} is a function of CloudFormation, which would be called: name it differently`;

/** Everything in plain data that Step Functions, CloudFormation or CDK would take for their own. */
function* misread(value: unknown): Generator<string> {
  if (typeof value === 'number' && isTokenNumber(value)) yield `the number ${value} is one that CDK keeps for itself: write another`;
  if (typeof value === 'string' && TOKEN_TEXT.test(value))
    yield 'a text holds "${Token[" or "#{Token[", which CDK keeps for itself: write it differently';
  if (typeof value !== 'object' || value === null) return;
  for (const [key, each] of Object.entries(value)) {
    if (!Array.isArray(value) && key.endsWith('.$')) yield asPath(key);
    if (!Array.isArray(value) && key.startsWith('Fn::')) yield asFunction(key);
    yield* misread(key);
    yield* misread(each);
  }
}

/** What a plan holds that the state machine would not hand on as it stands, each said once. Pure. */
export function misreadings(plan: Plan): readonly Misreading[] {
  const { environment, notifications, freeze } = plan;
  const inSteps = stepsOf(plan).flatMap((step) => [...new Set(misread(step))].map((message) => ({ message, title: step.title })));
  const titles = [...plan.phases, ...plan.followUps].map(({ title }) => title);
  const elsewhere = [...new Set(misread([environment, notifications, freeze, titles]))].map((message) => ({ message }));
  return [...elsewhere, ...inSteps];
}
