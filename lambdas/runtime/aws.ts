import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Logger } from '@aws-lambda-powertools/logger';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createStore } from '../../lib/deployments/store.ts';
import { publisher } from './publish.ts';
import type { Runtime } from './runtime.ts';
import { resolveSecret } from './secrets.ts';
import { SETTINGS, setting } from './settings.ts';

type Settings = Readonly<Record<string, string | undefined>>;

/** A function has no other place that it may write to. */
const SCRATCH = '/tmp/gonogo';

/** What a command may inherit: nothing that gives it the function's own rights. */
const inherited = (settings: Settings): Record<string, string> =>
  Object.fromEntries(['PATH', 'HOME', 'LANG', 'TZ'].flatMap((name) => (settings[name] === undefined ? [] : [[name, settings[name]]])));

/** The runtime of a Lambda function. Throws when a setting is missing. */
export function awsRuntime(settings: Settings): Runtime {
  const logger = new Logger({ serviceName: 'gonogo' });
  const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}), { marshallOptions: { removeUndefinedValues: true } });
  return {
    store: createStore(documents, setting(settings, SETTINGS.table)),
    publish: publisher(() => setting(settings, SETTINGS.topic)),
    resolveSecret: (reference) => resolveSecret(reference, settings),
    now: () => new Date(),
    log: { info: (message, fields) => logger.info(message, fields), error: (message, fields) => logger.error(message, fields) },
    inheritedEnvironment: inherited(settings),
    baseDirectory: SCRATCH,
    backupDirectory: async (deployment) => {
      const directory = join(SCRATCH, 'backups', deployment);
      await mkdir(directory, { recursive: true });
      return directory;
    },
    interrupted: new AbortController().signal,
    onStart: ({ step, purpose, deployment }) => logger.info('began', { deployment, step: step.id, purpose }),
  };
}
