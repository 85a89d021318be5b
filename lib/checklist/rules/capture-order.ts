import { usedNames } from '../used-names.ts';
import { both, quoted } from '../wording.ts';
import type { Rule } from './rule.ts';
import { inBaseline, isCheckAt, isProbingAt, type StepAt } from './subject.ts';
import { definedIn } from './unknown-variable.ts';

/** Whether a step may read what another captured, in an environment where both run. */
function comesBefore(capturing: StepAt, reading: StepAt, undo: boolean, steps: readonly StepAt[], environment: string): boolean {
  // An undo runs after its own action, so it may use what that captured.
  if (undo) return capturing.index <= reading.index;
  if (capturing.index >= reading.index) return false;
  if (capturing.phase !== reading.phase) return true;
  // Neighbouring checks run side by side.
  const between = steps.slice(capturing.index, reading.index + 1).filter((each) => each.environments.includes(environment));
  return !between.every(isCheckAt);
}

export const captureOrder: Rule = {
  id: 'capture-order',
  severity: 'error',
  explanation:
    'A captured value exists after the step that captures it. A step that runs earlier, side by side with it (neighbouring checks of a phase do), or in an environment where the capturing step does not run, would go without. The same holds for a check of the baseline: it runs before the first action, when nothing has been captured.',
  *find(subject) {
    const { steps } = subject;
    const probing = steps.filter(isProbingAt);
    const capturing = new Map<string, StepAt[]>();
    for (const at of probing) {
      for (const name of Object.keys(at.step.capture ?? {})) capturing.set(name, [...(capturing.get(name) ?? []), at]);
    }
    if (capturing.size === 0) return;
    const defined = new Map(subject.environments.map(({ name }) => [name, definedIn(name, subject)]));
    for (const reading of probing) {
      for (const { name, path, undo } of usedNames(reading.step, reading.path)) {
        const sources = capturing.get(name);
        const first = sources?.[0];
        if (sources === undefined || first === undefined) continue;
        const uncovered = reading.environments.filter((each) => defined.get(each)?.has(name) !== true);
        const lacking = uncovered.filter(
          (each) => !sources.some((source) => source.environments.includes(each) && comesBefore(source, reading, undo, steps, each)),
        );
        const at = { text: name };
        if (lacking.length > 0) {
          const source = sources.find(({ environments }) => lacking.some((each) => environments.includes(each)));
          const why =
            source === undefined
              ? `${quoted(first.step.title)} does not run in ${both(lacking)}`
              : source.index === reading.index
                ? 'this step itself captures it'
                : source.index > reading.index
                  ? `${quoted(source.step.title)} comes later`
                  : `${quoted(source.step.title)} runs side by side with this check: put it into an earlier phase`;
          yield { message: `\`$${name}\` is not captured yet: ${why}`, path, at };
        } else if (isCheckAt(reading) && inBaseline(reading) && uncovered.length > 0) {
          const message = `\`$${name}\` is not captured yet when this runs in the baseline: say \`baseline: false\``;
          yield { message, path, at, severity: 'warning' };
        }
      }
    }
  },
};
