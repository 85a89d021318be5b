import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Runtime } from '../../../lambdas/runtime/runtime.ts';
import { act } from '../../../lambdas/steps/act.ts';
import { undo } from '../../../lambdas/steps/undo.ts';
import type { ActionEvent } from '../../../lib/deployments/invocation.ts';
import type { AuditRecord } from '../../../lib/deployments/records.ts';
import { actionWith, deploymentWith, LOCAL, newSurroundings, type Surroundings, storeThatLoses } from '../surroundings.ts';

let around: Surroundings;
let number = 0;
beforeAll(async () => {
  around = await newSurroundings();
});
afterAll(() => around.remove());
beforeEach(() => rm(join(around.directory, 'log'), { force: true }));

const log = async (): Promise<string[]> => {
  const text = await readFile(join(around.directory, 'log'), 'utf8').catch(() => '');
  return text.split('\n').filter((line) => line !== '');
};

/** An event for a deployment of its own. */
const eventWith = (run = 'echo act >> log', different: Partial<ActionEvent> = {}): ActionEvent => ({
  deployment: deploymentWith(`act-${++number}`),
  environment: LOCAL,
  step: actionWith(run),
  ...different,
});

const kinds = async ({ deployment }: ActionEvent): Promise<AuditRecord['kind'][]> =>
  (await around.store.records(deployment.id)).map(({ kind }) => kind);

const deliver = (event: ActionEvent, different?: Partial<Runtime>) => act(event, around.runtime(different));

describe('an action', () => {
  test('is claimed before it acts and recorded after it', async () => {
    const event = eventWith();
    expect(await deliver(event)).toEqual({ verdict: 'pass', attempted: true });
    expect(await log()).toEqual(['act']);
    expect(await kinds(event)).toEqual(['claimed', 'step']);
  });

  test('that is delivered again is not run again: its recorded outcome is the answer', async () => {
    const event = eventWith('echo act >> log; exit 7');
    const first = await deliver(event);
    expect(first).toEqual({ verdict: 'fail', attempted: true });
    expect(await deliver(event)).toEqual(first);
    expect(await log()).toEqual(['act']);
  });

  test('whose first delivery never finished is an error, not a second run', async () => {
    const event = eventWith();
    const lost = around.runtime({ store: storeThatLoses(around.store, 'step') });
    await expect(act(event, lost)).rejects.toThrow('does not answer');
    expect(await deliver(event)).toEqual({ verdict: 'error', attempted: true });
    expect(await log()).toEqual(['act']);
    const [record] = (await around.store.records(event.deployment.id)).filter(({ kind }) => kind === 'step');
    expect(record).toMatchObject({ verdict: 'error', reason: expect.stringContaining('not run a second time') });
  });

  test('acts once when 20 deliveries race for it', async () => {
    const event = eventWith();
    const answers = await Promise.all(Array.from({ length: 20 }, () => deliver(event)));
    expect(await log()).toEqual(['act']);
    expect(await kinds(event)).toEqual(['claimed', 'step']);
    for (const { attempted } of answers) expect(attempted).toBe(true);
  });

  test('that cannot be claimed does not act', async () => {
    const event = eventWith();
    await expect(deliver(event, { store: storeThatLoses(around.store, 'claimed') })).rejects.toThrow('does not answer');
    expect(await log()).toEqual([]);
  });

  test('whose secret cannot be had does not act, and was not attempted', async () => {
    const environment = { ...LOCAL, secrets: { TOKEN: { source: 'env', name: 'NOT_THERE' } as const } };
    const event = eventWith('echo act >> log', { environment });
    expect(await deliver(event)).toEqual({ verdict: 'error', attempted: false });
    expect(await log()).toEqual([]);
    expect(await kinds(event)).toEqual(['step']);
  });

  test('was attempted even if a second delivery could not have begun', async () => {
    const environment = { ...LOCAL, secrets: { TOKEN: { source: 'env', name: 'TOKEN' } as const } };
    const event = eventWith('echo act >> log', { environment });
    const lost = { store: storeThatLoses(around.store, 'step'), resolveSecret: async () => 'a secret' };
    await expect(deliver(event, lost)).rejects.toThrow('does not answer');
    expect(await log()).toEqual(['act']);
    const gone = { resolveSecret: () => Promise.reject(new Error('the secret is gone')) };
    expect(await deliver(event, gone)).toEqual({ verdict: 'error', attempted: true });
    expect(await log()).toEqual(['act']);
  });

  test('made to fail before it acts was not attempted; made to fail after it, it was', async () => {
    const before = eventWith('echo act >> log', { deployment: deploymentWith('fault-before', { faults: { act: 'before' } }) });
    expect(await deliver(before)).toEqual({ verdict: 'fail', attempted: false });
    expect(await log()).toEqual([]);
    const after = eventWith('echo act >> log', { deployment: deploymentWith('fault-after', { faults: { act: 'after' } }) });
    expect(await deliver(after)).toEqual({ verdict: 'fail', attempted: true });
    expect(await log()).toEqual(['act']);
  });

  test('after an interruption does not begin', async () => {
    const event = eventWith();
    expect(await deliver(event, { interrupted: AbortSignal.abort() })).toEqual({ verdict: 'error', attempted: false });
    expect(await log()).toEqual([]);
  });

  test('keeps what it captured before its own record: when the capture cannot be written, it did not pass', async () => {
    const event = eventWith('echo "revision abc"', {
      step: actionWith('echo "revision abc"', { capture: { REVISION: '/revision (\\w+)/' } }),
    });
    await expect(deliver(event, { store: storeThatLoses(around.store, 'captured') })).rejects.toThrow('does not answer');
    expect(await kinds(event)).toEqual(['claimed']);
  });
});

describe('an undo', () => {
  const recovery = (event: ActionEvent, count: number): ActionEvent => ({
    ...event,
    deployment: { ...event.deployment, execution: `recovery-${count}` },
  });

  test('that is delivered again is not run again', async () => {
    const event = eventWith();
    expect(await undo(event, around.runtime())).toEqual({ verdict: 'pass', value: null });
    expect(await undo(event, around.runtime())).toEqual({ verdict: 'pass', value: null });
    expect(await log()).toEqual(['undo']);
  });

  test('runs once when 20 deliveries race for it', async () => {
    const event = eventWith();
    await Promise.all(Array.from({ length: 20 }, () => undo(event, around.runtime())));
    expect(await log()).toEqual(['undo']);
  });

  test('that ended well is not run again by a recovery', async () => {
    const event = eventWith();
    await undo(event, around.runtime());
    expect(await undo(recovery(event, 1), around.runtime())).toEqual({ verdict: 'pass', value: null });
    expect(await log()).toEqual(['undo']);
  });

  test('that was cut off is run again by a recovery, and by the next one', async () => {
    const event = eventWith();
    const lost = around.runtime({ store: storeThatLoses(around.store, 'undo') });
    await expect(undo(event, lost)).rejects.toThrow('does not answer');
    await expect(undo(recovery(event, 1), lost)).rejects.toThrow('does not answer');
    expect(await undo(recovery(event, 2), around.runtime())).toEqual({ verdict: 'pass', value: null });
    expect(await log()).toEqual(['undo', 'undo', 'undo']);
  });

  test('goes on after an interruption', async () => {
    expect(await undo(eventWith(), around.runtime({ interrupted: AbortSignal.abort() }))).toEqual({ verdict: 'pass', value: null });
    expect(await log()).toEqual(['undo']);
  });
});
