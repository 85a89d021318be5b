import type { Finding, Path } from '../problem.ts';
import { BUILT_IN_VARIABLES } from '../schema/names.ts';
import { code } from '../wording.ts';
import type { Rule } from './rule.ts';
import { isProbingAt } from './subject.ts';

function* builtIn(names: object | undefined, path: Path): Generator<Finding> {
  for (const name of BUILT_IN_VARIABLES) {
    if (names === undefined || !Object.hasOwn(names, name)) continue;
    yield { message: `${code(name)} is set by gonogo itself: choose another name`, path: [...path, name], at: 'key' };
  }
}

export const builtInName: Rule = {
  id: 'built-in-name',
  severity: 'error',
  explanation: `${BUILT_IN_VARIABLES.map(code).join(', ')} are set for every step. A variable, secret or captured value of that name would hide which deployment a step belongs to.`,
  *find({ environments, steps }) {
    for (const { environment, path } of environments) {
      yield* builtIn(environment.variables, [...path, 'variables']);
      yield* builtIn(environment.secrets, [...path, 'secrets']);
    }
    for (const at of steps.filter(isProbingAt)) yield* builtIn(at.step.capture, [...at.path, 'capture']);
  },
};
