import { code } from '../wording.ts';
import type { Rule } from './rule.ts';

export const variableAndSecret: Rule = {
  id: 'variable-and-secret',
  severity: 'error',
  explanation: 'A name under both `variables` and `secrets` of an environment would have two values, one of them shown and one masked.',
  *find({ environments }) {
    for (const { name, environment, path } of environments) {
      const variables = environment.variables ?? {};
      for (const secret of Object.keys(environment.secrets ?? {})) {
        if (!Object.hasOwn(variables, secret)) continue;
        yield {
          message: `${code(secret)} is a variable of ${name} as well: it can be one of the two`,
          path: [...path, 'secrets', secret],
          at: 'key',
        };
      }
    }
  },
};
