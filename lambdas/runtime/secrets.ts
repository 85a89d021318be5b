import type { SecretReference } from '../../lib/checklist/schema/environment.ts';

function keyOf(text: string, { name, key }: SecretReference): string {
  if (key === undefined) return text;
  let value: unknown;
  try {
    value = (JSON.parse(text) as Record<string, unknown>)[key];
  } catch {
    throw new Error(`secret ${name} is not JSON, so it has no key ${key}`);
  }
  if (typeof value !== 'string') throw new Error(`secret ${name} has no text at key ${key}`);
  return value;
}

async function fromSecretsManager(reference: SecretReference): Promise<string> {
  const { GetSecretValueCommand, SecretsManagerClient } = await import('@aws-sdk/client-secrets-manager');
  const { SecretString } = await new SecretsManagerClient({}).send(new GetSecretValueCommand({ SecretId: reference.name }));
  if (SecretString === undefined) throw new Error(`secret ${reference.name} holds no text`);
  return keyOf(SecretString, reference);
}

async function fromParameterStore(reference: SecretReference): Promise<string> {
  const { GetParameterCommand, SSMClient } = await import('@aws-sdk/client-ssm');
  const { Parameter } = await new SSMClient({}).send(new GetParameterCommand({ Name: reference.name, WithDecryption: true }));
  if (Parameter?.Value === undefined) throw new Error(`parameter ${reference.name} holds no text`);
  return keyOf(Parameter.Value, reference);
}

function fromEnvironment(reference: SecretReference, environment: Readonly<Record<string, string | undefined>>): string {
  const value = environment[reference.name];
  if (value === undefined || value === '')
    throw new Error(`secret env:${reference.name} is not there: set the environment variable ${reference.name}`);
  return keyOf(value, reference);
}

/** The value of a secret, for the one step that needs it. Throws, naming the reference, when it cannot be had. */
export async function resolveSecret(
  reference: SecretReference,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  switch (reference.source) {
    case 'env':
      return fromEnvironment(reference, environment);
    case 'secretsmanager':
      return fromSecretsManager(reference);
    case 'ssm':
      return fromParameterStore(reference);
  }
}
