import type { Rule } from './rule.ts';

export const accountAndRegion: Rule = {
  id: 'account-and-region',
  severity: 'error',
  explanation:
    'An environment on AWS says both where: `account` and `region`. With one alone the pipeline would go wherever the credentials of the day point.',
  *find({ environments }) {
    for (const { name, environment, path } of environments) {
      if ((environment.account === undefined) === (environment.region === undefined)) continue;
      const [has, lacks] = environment.account === undefined ? ['region', 'account'] : ['account', 'region'];
      yield { message: `${name} has \`${has}\` but no \`${lacks}\`: expected both or neither`, path: [...path, has], at: 'key' };
    }
  },
};
