import { code } from '../wording.ts';
import type { Rule } from './rule.ts';

export const localSecretOnAws: Rule = {
  id: 'local-secret-on-aws',
  severity: 'error',
  explanation:
    '`env:NAME` reads an environment variable of this machine. On AWS no such variable exists: keep the secret in Secrets Manager or the Parameter Store.',
  *find({ environments }) {
    for (const { name, environment, path } of environments) {
      if (environment.account === undefined) continue;
      for (const [secret, reference] of Object.entries(environment.secrets ?? {})) {
        if (reference.source !== 'env') continue;
        const message = `${code(`env:${reference.name}`)} is a variable of this machine, ${name} is on AWS: expected secretsmanager:name or ssm:/name`;
        yield { message, path: [...path, 'secrets', secret] };
      }
    }
  },
};
