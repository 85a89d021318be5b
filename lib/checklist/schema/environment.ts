import { z } from 'zod';
import { kebabObject } from './kebab.ts';
import { slug, variableName } from './names.ts';

const SECRET = /^(env|secretsmanager|ssm):([A-Za-z0-9_/.+=@-]+)(?:#([A-Za-z0-9_.-]+))?$/;

/** Where a secret is kept. The value itself never stands in a checklist, a state, a record or a log. */
export interface SecretReference {
  readonly source: 'env' | 'secretsmanager' | 'ssm';
  readonly name: string;
  /** The key inside a JSON secret. */
  readonly key?: string;
}

export const secretReference = z.codec(
  z
    .string()
    .regex(SECRET, 'expected a reference, not a value: env:NAME, secretsmanager:name, secretsmanager:name#json-key or ssm:/parameter/name')
    .meta({ examples: ['env:DATABASE_URL', 'secretsmanager:shop/production/database-url'] }),
  z.custom<SecretReference>((value) => typeof value === 'object' && value !== null && 'source' in value),
  {
    decode: (text) => {
      const [, source, name = '', key] = SECRET.exec(text) ?? [];
      return { source: source as SecretReference['source'], name, ...(key === undefined ? {} : { key }) };
    },
    encode: ({ source, name, key }) => `${source}:${name}${key === undefined ? '' : `#${key}`}`,
  },
);

/** A person or a place that notifications go to. */
export const recipient = z
  .string()
  .regex(
    /^(email:[^@\s]+@[^@\s]+|https:\/\/\S+|sqs:arn:aws[\w-]*:sqs:\S+|lambda:arn:aws[\w-]*:lambda:\S+)$/,
    'expected email:name@example.com, https://…, sqs:arn:… or lambda:arn:…',
  )
  .meta({ examples: ['email:releases@example.com'] });

const host = z.union([
  z.literal('local').describe('this machine'),
  z.strictObject({ ssm: z.record(z.string(), z.string()).describe('tags of the one managed instance that runs commands') }),
]);

export const environment = kebabObject({
  host: host.describe('where `command` runs (default: local)').optional(),
  'working-directory': z.string().min(1).describe('where commands run: absolute, or relative to the checklist file').optional(),
  shell: z.string().min(1).describe('the shell that commands are written for (default: bash)').optional(),
  account: z
    .string()
    .regex(/^\d{12}$/, 'expected the 12 digits of an AWS account, in quotes')
    .describe('AWS account that the pipeline is deployed to')
    .optional(),
  region: z
    .string()
    .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'expected an AWS region such as eu-west-1')
    .describe('AWS region that the pipeline is deployed to')
    .optional(),
  requires: slug.describe('the environment in which the same version must have been deployed before').optional(),
  variables: z.record(variableName, z.string()).describe('name → value, for every step').optional(),
  secrets: z.record(variableName, secretReference).describe('name → where the secret is kept').optional(),
  notify: z.array(recipient).min(1).describe('who hears of every opening, no-go and end').optional(),
  revalidate: z
    .string()
    .regex(/^(rate|cron)\(.+\)$/, 'expected an EventBridge schedule such as rate(1 hour)')
    .describe('how often the checks alone run again')
    .optional(),
});
export type Environment = z.output<typeof environment>;
