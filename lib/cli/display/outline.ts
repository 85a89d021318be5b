import type { Verb } from '../../checklist/schema/step.ts';

/** What is known of a deployment before it runs: enough to draw it whole from the start. */
export interface DisplayOutline {
  readonly checklist: string;
  readonly environment: string;
  readonly version: string;
  readonly phases: readonly {
    readonly id: string;
    readonly title: string;
    readonly gate: string;
    readonly steps: readonly { readonly id: string; readonly title: string; readonly verb: Verb }[];
  }[];
}

/** The title of a phase by its id; the id itself when the outline does not know it. */
export const phaseTitleIn = (outline: DisplayOutline, id: string): string => outline.phases.find((phase) => phase.id === id)?.title ?? id;

/** The phase that a step stands in. */
export const phaseOfStep = (outline: DisplayOutline, step: string): string | undefined =>
  outline.phases.find((phase) => phase.steps.some((each) => each.id === step))?.title;
