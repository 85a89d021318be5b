import { didYouMean } from '../nearest.ts';
import { code } from '../wording.ts';
import type { Rule } from './rule.ts';
import type { Subject } from './subject.ts';

/** The chain of requirements from an environment until it ends or comes back. */
function chainFrom(name: string, environments: Subject['checklist']['environments']): string[] {
  const chain = [name];
  for (let next = environments[name]?.requires; next !== undefined; next = environments[next]?.requires) {
    chain.push(next);
    if (chain.indexOf(next) < chain.length - 1) break;
  }
  return chain;
}

export const requirement: Rule = {
  id: 'requirement',
  severity: 'error',
  explanation:
    '`requires` names another environment of the checklist, in which the same version must have passed. A name that is not there, the environment itself, or environments that require each other could never be met.',
  *find({ checklist, environments }) {
    const names = environments.map(({ name }) => name);
    for (const { name, environment, path: at } of environments) {
      const { requires } = environment;
      const path = [...at, 'requires'];
      if (requires === undefined) continue;
      const chain = chainFrom(name, checklist.environments);
      if (requires === name) yield { message: `${name} cannot require itself`, path };
      else if (!names.includes(requires)) {
        const hint = didYouMean(requires, names) || `: expected one of ${names.join(', ')}`;
        yield { message: `no environment ${code(requires)}${hint}`, path };
      } else if (chain.at(-1) === name) yield { message: `environments that wait for each other: ${chain.join(' → ')}`, path };
    }
  },
};
