import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { GateRecord, OpenedRecord } from '../../lib/deployments/records.ts';
import { newSurroundings, type Surroundings } from '../lambdas/surroundings.ts';

let around: Surroundings;
beforeAll(async () => {
  around = await newSurroundings();
});
afterAll(() => around.remove());

const gate = (deployment: string, id: string, reason = ''): GateRecord => ({
  kind: 'gate',
  deployment,
  execution: 'main',
  at: '2026-11-21T12:00:00.000Z',
  gate: id,
  title: id,
  decision: 'GO',
  next: 'proceed',
  reason,
  counts: { pass: 1, warn: 0, fail: 0, error: 0, skipped: 0 },
});

const opened = (deployment: string, checklist: string, environment: string, at: string): OpenedRecord => ({
  kind: 'opened',
  deployment,
  execution: 'main',
  at,
  checklist,
  environment,
  version: '1',
  startedBy: 'ada',
  planHash: '',
  faults: {},
});

describe('the records of a deployment', () => {
  test('are never overwritten: the same fact is refused, and the first one stays', async () => {
    expect(await around.store.append(gate('append', 'one', 'first'))).toBe(true);
    expect(await around.store.append(gate('append', 'one', 'second'))).toBe(false);
    expect(await around.store.find(gate('append', 'one'))).toMatchObject({ reason: 'first' });
  });

  test('come back as they were written, without the keys of the table, and only those of that deployment', async () => {
    await around.store.append(gate('mine', 'one'));
    await around.store.append(gate('mine-too', 'one'));
    expect(await around.store.records('mine')).toEqual([gate('mine', 'one')]);
  });

  test('come back all, however many and large', async () => {
    const reason = 'x'.repeat(50_000);
    const ids = Array.from({ length: 60 }, (_, index) => `gate_${index}`);
    await Promise.all(ids.map((id) => around.store.append(gate('many', id, reason))));
    expect((await around.store.records('many')).length).toBe(60);
  });
});

describe('a value that is captured twice', () => {
  test('is what the later step found, whatever the steps are called', async () => {
    const captured = (step: string, value: string, at: string) =>
      around.store.append({ kind: 'captured', deployment: 'twice', execution: 'main', at, name: 'REVISION', value, step });
    await captured('b_first', 'old', '2026-11-21T12:00:00.000Z');
    await captured('a_later', 'new', '2026-11-21T12:00:01.000Z');
    expect(await around.store.captured('twice')).toEqual({ REVISION: 'new' });
  });
});

describe('a lock', () => {
  const lock = (deployment: string) => around.store.lock('locked', 'local', { deployment, holder: 'ada', since: 'now' });

  test('is had by one, who may take it again; the others are told who has it', async () => {
    expect(await lock('first')).toBeUndefined();
    expect(await lock('first')).toBeUndefined();
    expect(await lock('second')).toMatchObject({ deployment: 'first', holder: 'ada', since: 'now' });
  });

  test('is given back only by its holder', async () => {
    await around.store.unlock('locked', 'local', 'second');
    expect(await lock('second')).toMatchObject({ deployment: 'first' });
    await around.store.unlock('locked', 'local', 'first');
    expect(await lock('second')).toBeUndefined();
  });

  test('is another one in another environment', async () => {
    const other = { deployment: 'elsewhere', holder: 'ada', since: 'now' };
    expect(await around.store.lock('locked', 'staging', other)).toBeUndefined();
  });
});

describe('the history', () => {
  test('is by checklist and environment, newest first', async () => {
    await around.store.append(opened('a', 'shop', 'local', '2026-11-21T12:00:00.000Z'));
    await around.store.append(opened('b', 'shop', 'local', '2026-11-22T12:00:00.000Z'));
    await around.store.append(opened('c', 'shop', 'local-2', '2026-11-23T12:00:00.000Z'));
    await around.store.append(opened('d', 'shop-2', 'local', '2026-11-24T12:00:00.000Z'));
    const ids = async (filter: Parameters<typeof around.store.history>[0]) =>
      (await around.store.history(filter)).map(({ deployment }) => deployment);
    expect(await ids({ checklist: 'shop' })).toEqual(['c', 'b', 'a']);
    expect(await ids({ checklist: 'shop', environment: 'local' })).toEqual(['b', 'a']);
    expect(await ids({ environment: 'local' })).toEqual(['d', 'b', 'a']);
    expect(await ids({})).toEqual(['d', 'c', 'b', 'a']);
  });
});
