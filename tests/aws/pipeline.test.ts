import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readChecklist } from '../../lib/checklist/read.ts';
import { verifySeals } from '../../lib/deployments/audit.ts';
import { createStore, type DeploymentStore } from '../../lib/deployments/store.ts';
import type { Outcome } from '../../lib/deployments/verdict.ts';
import { definitionsOf } from '../../lib/pipeline/definition.ts';
import { planChecklist } from '../../lib/plan/build.ts';
import { planHash } from '../../lib/plan/hash.ts';
import type { Plan } from '../../lib/plan/model.ts';
import { reportOf } from '../../lib/report/from-records.ts';
import { homeAt } from '../../lib/runner/local/home.ts';
import { localRunner } from '../../lib/runner/local/runner.ts';
import type { Runner } from '../../lib/runner/runner.ts';
import { deployApp } from './cdk.ts';
import { comparable } from './comparable.ts';
import { deployedResources } from './deployed-resources.ts';
import { machineAt } from './executions.ts';
import { type SmallService, smallService } from './small-service.ts';

const CHECKLIST = new URL('checklists/small.yaml', import.meta.url);
const ENVIRONMENT = 'test';

type Faults = Readonly<Record<string, 'before' | 'after'>>;

interface Run {
  readonly name: string;
  readonly faults: Faults;
  readonly outcome: Outcome;
  /** Actions, in the order in which they are undone. */
  readonly undone: readonly string[];
}

const COLUMN = 'add_a_column';
const SWITCH = 'switch_to_the_new_version';

const failing = (step: string, when: 'before' | 'after', undone: readonly string[]): Run => ({
  name: `${step} fails ${when} it acted`,
  faults: { [step]: when },
  outcome: undone.length === 0 ? 'STOPPED' : 'ROLLED_BACK',
  undone,
});

const RUNS: readonly Run[] = [
  { name: 'all goes well', faults: {}, outcome: 'DEPLOYED', undone: [] },
  failing('keep_a_copy', 'before', []),
  failing('keep_a_copy', 'after', []),
  failing(COLUMN, 'before', []),
  failing(COLUMN, 'after', [COLUMN]),
  failing('the_column_is_there', 'after', [COLUMN]),
  failing(SWITCH, 'before', [COLUMN]),
  failing(SWITCH, 'after', [SWITCH, COLUMN]),
  failing('the_health_page_answers', 'after', [SWITCH, COLUMN]),
  failing('the_new_version_runs', 'after', [SWITCH, COLUMN]),
  failing('the_cache_is_warm', 'after', [SWITCH, COLUMN]),
  failing('rows_per_order', 'after', [SWITCH, COLUMN]),
  { name: 'an advisory check fails', faults: { the_banner_is_gone: 'after' }, outcome: 'DEPLOYED', undone: [] },
];

const END: Readonly<Record<Outcome, object>> = {
  DEPLOYED: { status: 'SUCCEEDED' },
  STOPPED: { status: 'FAILED', error: 'NoGo' },
  ROLLED_BACK: { status: 'FAILED', error: 'RolledBack' },
  ROLLBACK_FAILED: { status: 'FAILED', error: 'RollbackFailed' },
  ABORTED: { status: 'FAILED', error: 'Aborted' },
};

// Needs an AWS endpoint with a fresh account: `AWS_ENDPOINT_URL=… npm run test:aws`.
const suite = process.env.AWS_ENDPOINT_URL === undefined ? describe.skip : describe;

suite('a deployed pipeline does what a local run of the same plan does', () => {
  let scratch: string;
  let service: SmallService;
  let plan: Plan;
  let local: Runner;
  let store: DeploymentStore;
  let deploy: ReturnType<typeof machineAt>;
  let recover: ReturnType<typeof machineAt>;

  const identity = (id: string, faults: Faults) => ({
    id,
    checklist: plan.checklist,
    environment: ENVIRONMENT,
    version: '2.0.0',
    startedBy: 'tester',
    execution: 'main',
    planHash: planHash(plan),
    faults,
  });

  beforeAll(async () => {
    scratch = await mkdtemp(join(tmpdir(), 'gonogo-aws-'));
    service = await smallService();
    const text = (await readFile(CHECKLIST, 'utf8')).replaceAll('http://127.0.0.1:18080', service.url);
    const file = join(scratch, 'small.yaml');
    await writeFile(file, text);
    const { checklist } = readChecklist(text, file);
    if (checklist === undefined) throw new Error('the small checklist cannot be read');
    plan = planChecklist(checklist, ENVIRONMENT);
    await deployApp({ checklist: file, service: service.url }, scratch);
    const found = await deployedResources();
    deploy = machineAt(found.deployMachine);
    recover = machineAt(found.recoverMachine);
    store = createStore(DynamoDBDocumentClient.from(new DynamoDBClient({})), found.table);
    local = await localRunner({
      home: homeAt({ GONOGO_HOME: join(scratch, 'home') }, scratch),
      environment: {},
      now: () => new Date(),
      timeScale: 1,
    });
  }, 180_000);

  afterAll(async () => {
    service?.close();
    deploy?.close();
    recover?.close();
    await local?.close();
    if (scratch !== undefined) await rm(scratch, { recursive: true, force: true });
  });

  async function locally(id: string, faults: Faults) {
    service.reset();
    const states: string[] = [];
    const request = { plan, baseDirectory: scratch, id, version: '2.0.0', startedBy: 'tester', faults, followUps: false };
    await local.start(request, { onEvent: () => {}, onState: (state) => states.push(state), interrupted: new AbortController().signal });
    return { states, report: await local.report(id), service: service.state() };
  }

  async function deployed(id: string, faults: Faults) {
    service.reset();
    const execution = await deploy.end(await deploy.start(id, { deployment: identity(id, faults) }));
    return { execution, report: reportOf(await store.records(id)), service: service.state() };
  }

  test.each(RUNS)('when $name', async ({ name, faults, outcome, undone }) => {
    const id = name.replaceAll(/[^a-z]+/g, '-');
    const here = await locally(id, faults);
    const there = await deployed(id, faults);

    expect(comparable(there.report)).toEqual(comparable(here.report));
    expect(there.report.deployment.outcome).toBe(outcome);
    expect(there.report.undos.map((undo) => [undo.id, undo.verdict])).toEqual(undone.map((step) => [step, 'pass']));
    expect(there.execution).toMatchObject(END[outcome]);

    const topLevel = definitionsOf(plan).deploy.States;
    const inOrder = (states: readonly string[]): readonly string[] => states.filter((state) => state in topLevel);
    expect(inOrder(there.execution.states)).toEqual(inOrder(here.states));
    expect(there.execution.states.toSorted()).toEqual(here.states.toSorted());

    expect(there.service).toEqual(here.service);
    expect(there.service).toEqual(outcome === 'DEPLOYED' ? { revision: 2, version: 'new' } : { revision: 1, version: 'old' });
    expect(verifySeals(await store.stored(id)).seals.map(({ intact }) => intact)).toEqual([true]);
    expect(await store.holder(plan.checklist, ENVIRONMENT)).toBeUndefined();
  });

  test('a deployment that was stopped from outside is rolled back by the recovery that its event starts', async () => {
    service.reset();
    const deployment = identity('stopped-from-outside', {});
    const held = service.hold('/schema');
    const arn = await deploy.start(deployment.id, { deployment });
    await held.asked;
    await deploy.stop(arn);
    held.release();
    expect(await deploy.end(arn)).toMatchObject({ status: 'ABORTED' });
    expect(service.state().revision).toBe(2);

    // What EventBridge sends when an execution ends so.
    const event = { source: 'aws.states', detail: { status: 'ABORTED', executionArn: arn, input: JSON.stringify({ deployment }) } };
    const recovery = await recover.end(await recover.start(deployment.id, event));

    expect(recovery).toMatchObject({ status: 'FAILED', error: 'RolledBack' });
    const report = reportOf(await store.records(deployment.id));
    expect(report.deployment.outcome).toBe('ROLLED_BACK');
    expect(report.undos.map(({ id, verdict }) => [id, verdict])).toEqual([['add_a_column', 'pass']]);
    expect(service.state()).toEqual({ revision: 1, version: 'old' });
    expect(await store.holder(plan.checklist, ENVIRONMENT)).toBeUndefined();

    const again = await recover.end(await recover.start(`${deployment.id}-again`, event));
    expect(again).toMatchObject({ status: 'SUCCEEDED' });
  });

  test('a deployment is refused while another one holds the environment', async () => {
    service.reset();
    const held = service.hold('/schema');
    const first = await deploy.start('first', { deployment: identity('first', {}) });
    await held.asked;
    const second = await deploy.end(await deploy.start('second', { deployment: identity('second', {}) }));
    held.release();
    expect(second).toMatchObject({ status: 'FAILED', error: 'Refused' });
    expect(await store.records('second')).toEqual([]);
    expect(await deploy.end(first)).toMatchObject({ status: 'SUCCEEDED' });
  });
});
