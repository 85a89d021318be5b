import { didYouMean } from '../nearest.ts';
import { BUILT_IN_VARIABLES } from '../schema/names.ts';
import { type UsedName, usedNames } from '../used-names.ts';
import { both } from '../wording.ts';
import type { Rule } from './rule.ts';
import { isProbingAt, type Subject } from './subject.ts';

/** The names that have a value in an environment before any step has run. */
export function definedIn(environment: string, { checklist }: Subject): ReadonlySet<string> {
  const { variables = {}, secrets = {} } = checklist.environments[environment] ?? {};
  return new Set([...BUILT_IN_VARIABLES, ...Object.keys(variables), ...Object.keys(secrets)]);
}

function message({ name, by }: UsedName, lacking: readonly string[], known: Iterable<string>): string {
  const where = both(lacking);
  if (by === 'shell') return `\`$${name}\` is not defined in ${where}, and the command does not set it${didYouMean(name, known)}`;
  const meant = didYouMean(name, known) || ': add it to the variables or secrets, or capture it in an earlier step';
  if (by === 'default') return `this needs \`$${name}\`, which is not defined in ${where}${meant}`;
  return `\`$${name}\` is not defined in ${where}${meant}`;
}

export const unknownVariable: Rule = {
  id: 'unknown-variable',
  severity: 'error',
  explanation:
    'Every `$NAME` in a step must be a variable or secret of each environment that the step applies to, a captured value, or one that gonogo sets. In the text of a `command` it is only a warning: the shell may know the name from elsewhere, and names that the text sets itself, usual ones (`PATH`, `HOME`, …), a name with a default and single-quoted text are left alone. `sql` needs `$DATABASE_URL` and `metric` needs `$PROMETHEUS_URL` unless they name another address.',
  *find(subject) {
    const probing = subject.steps.filter(isProbingAt);
    const captured = new Set(probing.flatMap(({ step }) => Object.keys(step.capture ?? {})));
    const defined = new Map(subject.environments.map(({ name }) => [name, definedIn(name, subject)]));
    for (const { step, path, environments } of probing) {
      const shell = subject.checklist.environments[environments[0] ?? '']?.shell;
      for (const used of usedNames(step, path, shell)) {
        // A captured value that comes too late is another rule's.
        if (captured.has(used.name)) continue;
        const lacking = environments.filter((each) => defined.get(each)?.has(used.name) !== true);
        if (lacking.length === 0) continue;
        const known = new Set([...captured, ...lacking.flatMap((each) => [...(defined.get(each) ?? [])])]);
        const severity = used.by === 'shell' ? 'warning' : 'error';
        yield {
          message: message(used, lacking, known),
          path: used.path,
          at: used.by === 'default' ? 'key' : { text: used.name },
          severity,
        };
      }
    }
  },
};
