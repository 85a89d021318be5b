import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Message, Runtime } from '../../lambdas/runtime/runtime.ts';
import { resolveSecret } from '../../lambdas/runtime/secrets.ts';
import type { DeploymentIdentity } from '../../lib/deployments/invocation.ts';
import { createStore, type DeploymentStore } from '../../lib/deployments/store.ts';
import type { PlannedAction, PlannedCheck, PlannedEnvironment } from '../../lib/plan/model.ts';
import { homeAt, makeHome } from '../../lib/runner/local/home.ts';
import { LOCAL_TABLE, openTable } from '../../lib/runner/local/table.ts';

/** A real table, in a home of its own, and runtimes for handlers that use it. */
export interface Surroundings {
  readonly directory: string;
  readonly documents: DynamoDBDocumentClient;
  readonly store: DeploymentStore;
  readonly published: Message[];
  /** A runtime as a handler gets it, with what the test needs different. */
  runtime(different?: Partial<Runtime>): Runtime;
  remove(): Promise<void>;
}

export async function newSurroundings(): Promise<Surroundings> {
  const directory = await mkdtemp(join(tmpdir(), 'gonogo-table-'));
  const home = homeAt({ GONOGO_HOME: join(directory, 'home') }, directory);
  await makeHome(home);
  const table = await openTable(home);
  const store = createStore(table.documents, LOCAL_TABLE);
  const published: Message[] = [];
  return {
    directory,
    documents: table.documents,
    store,
    published,
    runtime: (different = {}) => ({
      store,
      publish: async (message) => {
        published.push(message);
      },
      resolveSecret: (reference) => resolveSecret(reference, {}),
      now: () => new Date(),
      log: { info: () => {}, error: () => {} },
      inheritedEnvironment: { PATH: process.env.PATH ?? '' },
      baseDirectory: directory,
      backupDirectory: async () => directory,
      interrupted: new AbortController().signal,
      onProcessGroup: () => () => {},
      onStart: () => {},
      ...different,
    }),
    async remove() {
      await table.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

export const deploymentWith = (id: string, different: Partial<DeploymentIdentity> = {}): DeploymentIdentity => ({
  id,
  checklist: `checklist-of-${id}`,
  environment: 'local',
  version: '1.0.0',
  startedBy: 'ada',
  execution: 'main',
  planHash: 'a'.repeat(64),
  faults: {},
  ...different,
});

export const LOCAL: PlannedEnvironment = { name: 'local', host: 'local', shell: 'bash', variables: {}, secrets: {} };

/** An action that leaves a line in `log` beside the table. */
export const actionWith = (run: string, different: Partial<PlannedAction> = {}): PlannedAction => ({
  id: 'act',
  title: 'Act',
  phase: 'change',
  stateName: 'Change: Act',
  verb: 'deploy',
  probe: { kind: 'command', run },
  timeoutMs: 20_000,
  readsCaptured: false,
  undo: { kind: 'undo', probe: { kind: 'command', run: 'echo undo >> log' }, timeoutMs: 20_000 },
  ...different,
});

export const checkWith = (run: string, different: Partial<PlannedCheck> = {}): PlannedCheck => ({
  id: 'look',
  title: 'Look',
  phase: 'change',
  stateName: 'Change: Look',
  verb: 'validate',
  probe: { kind: 'command', run },
  timeoutMs: 20_000,
  readsCaptured: false,
  advisory: false,
  ...different,
});

/** A store that fails to write records of these kinds. */
export const storeThatLoses = (store: DeploymentStore, ...kinds: readonly string[]): DeploymentStore => ({
  ...store,
  append: (record) => (kinds.includes(record.kind) ? Promise.reject(new Error('the table does not answer')) : store.append(record)),
});
