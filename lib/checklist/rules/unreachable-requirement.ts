import type { Rule } from './rule.ts';

export const unreachableRequirement: Rule = {
  id: 'unreachable-requirement',
  severity: 'warning',
  explanation:
    'What happened in an environment without an `account` is recorded on the machine that ran it. An environment on AWS that requires it cannot see those records.',
  *find({ checklist, environments }) {
    for (const { name, environment, path } of environments) {
      const required = environment.requires === undefined ? undefined : checklist.environments[environment.requires];
      if (required === undefined || environment.account === undefined || required.account !== undefined) continue;
      const message = `${name} is on AWS and cannot see the records of ${environment.requires}, which has no \`account\``;
      yield { message, path: [...path, 'requires'] };
    }
  },
};
