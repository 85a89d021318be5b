import type { Path } from '../problem.ts';
import type { Checklist, Phase } from '../schema/checklist.ts';
import type { Environment } from '../schema/environment.ts';
import { type ActionStep, type CheckStep, isAction, isCheck, type Step } from '../schema/step.ts';

/** A step, where it stands. */
export interface StepAt<S extends Step = Step> {
  readonly step: S;
  readonly path: Path;
  readonly phase: Phase;
  /** Its number in the whole checklist, from 0. */
  readonly index: number;
  /** Runs after the deployment was closed. */
  readonly followUp: boolean;
  /** The environments in which it runs. */
  readonly environments: readonly string[];
}

/** What is known of files, so that rules need not read any. */
export interface KnownFiles {
  /** Whether a directory exists, by its path relative to the checklist's own. */
  hasDirectory(path: string): boolean;
}

/** A checklist as rules look at it. */
export interface Subject {
  readonly checklist: Checklist;
  readonly environments: readonly { readonly name: string; readonly environment: Environment; readonly path: Path }[];
  readonly phases: readonly { readonly phase: Phase; readonly path: Path; readonly index: number }[];
  readonly steps: readonly StepAt[];
  readonly files?: KnownFiles;
}

export function subjectOf(checklist: Checklist, files?: KnownFiles): Subject {
  const names = Object.keys(checklist.environments);
  const phases = checklist.phases.map((phase, index) => ({ phase, path: ['phases', index], index }));
  const steps = phases.flatMap(({ phase, path }) =>
    phase.steps.map((step, number) => ({
      step,
      path: [...path, 'steps', number],
      phase,
      followUp: phase.after !== undefined,
      environments: step.only === undefined ? names : names.filter((name) => step.only?.includes(name)),
    })),
  );
  return {
    checklist,
    environments: Object.entries(checklist.environments).map(([name, environment]) => ({
      name,
      environment,
      path: ['environments', name],
    })),
    phases,
    steps: steps.map((each, index) => ({ ...each, index })),
    ...(files === undefined ? {} : { files }),
  };
}

export const isCheckAt = (at: StepAt): at is StepAt<CheckStep> => isCheck(at.step);
export const isActionAt = (at: StepAt): at is StepAt<ActionStep> => isAction(at.step);
export const isProbingAt = (at: StepAt): at is StepAt<CheckStep | ActionStep> => isCheckAt(at) || isActionAt(at);

/** The steps that run in one environment, in order. */
export const stepsIn = ({ steps }: Subject, environment: string): readonly StepAt[] =>
  steps.filter(({ environments }) => environments.includes(environment));

/** ` in staging and production`, or nothing where it holds everywhere. */
export function inEnvironments(some: readonly string[], all: readonly string[]): string {
  if (some.length === all.length) return '';
  return ` in ${some.length < 2 ? some.join('') : `${some.slice(0, -1).join(', ')} and ${some.at(-1)}`}`;
}

/** A check runs in the baseline when it is a smoke test or a measure, unless it says otherwise; a follow-up never does. */
export const inBaseline = ({ step, followUp }: StepAt<CheckStep>): boolean =>
  !followUp && (step.baseline ?? (step.verb === 'smoke-test' || step.verb === 'measure'));
