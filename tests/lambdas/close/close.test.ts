import { DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { close } from '../../../lambdas/close/close.ts';
import { notify } from '../../../lambdas/notify/notify.ts';
import { open } from '../../../lambdas/open/open.ts';
import { recover } from '../../../lambdas/recover/recover.ts';
import { act } from '../../../lambdas/steps/act.ts';
import { verifySeals } from '../../../lib/deployments/audit.ts';
import type { DeploymentIdentity } from '../../../lib/deployments/invocation.ts';
import { deploymentPartition } from '../../../lib/deployments/keys.ts';
import { LOCAL_TABLE } from '../../../lib/runner/local/table.ts';
import { actionWith, deploymentWith, LOCAL, newSurroundings, type Surroundings, storeThatLoses } from '../surroundings.ts';

let around: Surroundings;
beforeAll(async () => {
  around = await newSurroundings();
});
afterAll(() => around.remove());

/** A deployment that did one thing and was closed. */
async function deployed(id: string): Promise<DeploymentIdentity> {
  const deployment = deploymentWith(id);
  await open({ deployment, environment: LOCAL, freeze: [] }, around.runtime());
  await act({ deployment, environment: LOCAL, step: actionWith('echo done') }, around.runtime());
  await close({ deployment, outcome: 'DEPLOYED' }, around.runtime());
  return deployment;
}

const audit = async (id: string) => verifySeals(await around.store.stored(id));

describe('a close', () => {
  test('records the end, seals, and gives the lock back', async () => {
    const { checklist } = await deployed('closes');
    const kinds = (await around.store.records('closes')).map(({ kind }) => kind);
    expect(kinds.toSorted()).toEqual(['claimed', 'closed', 'opened', 'seal', 'step']);
    expect(await around.store.holder(checklist, 'local')).toBeUndefined();
    expect(await audit('closes')).toMatchObject({ seals: [{ chapter: 0, intact: true, records: 4 }], unsealed: 0 });
  });

  test('can be repeated: the first one counts', async () => {
    const deployment = await deployed('repeats');
    const before = await around.store.stored('repeats');
    await close({ deployment, outcome: 'ROLLED_BACK' }, around.runtime());
    expect(await around.store.stored('repeats')).toEqual(before);
  });

  test('does not give back a lock that another deployment holds by now', async () => {
    const deployment = await deployed('late');
    await around.store.lock(deployment.checklist, 'local', { deployment: 'next', holder: 'grace', since: '' });
    await close({ deployment, outcome: 'DEPLOYED' }, around.runtime());
    expect(await around.store.holder(deployment.checklist, 'local')).toMatchObject({ deployment: 'next' });
  });

  test('that was cut off before its seal is finished by a recovery', async () => {
    const deployment = deploymentWith('cut-off');
    await open({ deployment, environment: LOCAL, freeze: [] }, around.runtime());
    const lost = around.runtime({ store: storeThatLoses(around.store, 'seal') });
    await expect(close({ deployment, outcome: 'DEPLOYED' }, lost)).rejects.toThrow('does not answer');
    expect(await around.store.holder(deployment.checklist, 'local')).toBeDefined();
    expect((await recover({ deployment }, around.runtime())).next).toBe('closed');
    expect(await around.store.holder(deployment.checklist, 'local')).toBeUndefined();
    expect(await audit('cut-off')).toMatchObject({ seals: [{ intact: true }] });
  });

  test('of an interrupted deployment that changed nothing is an abort', async () => {
    const deployment = deploymentWith('aborted');
    await open({ deployment, environment: LOCAL, freeze: [] }, around.runtime());
    await close({ deployment, outcome: 'STOPPED' }, around.runtime({ interrupted: AbortSignal.abort() }));
    expect((await around.store.records('aborted')).find(({ kind }) => kind === 'closed')).toMatchObject({
      outcome: 'ABORTED',
      reason: 'it was cut off before anything was attempted',
    });
  });
});

describe('a seal', () => {
  const key = (id: string, sk: string) => ({ pk: deploymentPartition(id), sk });

  test.each([
    [
      'a changed value',
      (id: string) =>
        new UpdateCommand({
          TableName: LOCAL_TABLE,
          Key: key(id, '0#step#main#step#act'),
          UpdateExpression: 'SET verdict = :verdict',
          ExpressionAttributeValues: { ':verdict': 'fail' },
        }),
    ],
    ['a removed record', (id: string) => new DeleteCommand({ TableName: LOCAL_TABLE, Key: key(id, '0#claimed#main#act') })],
    [
      'an added record',
      (id: string) => new PutCommand({ TableName: LOCAL_TABLE, Item: { ...key(id, '0#gate#main#late'), kind: 'gate', execution: 'main' } }),
    ],
    [
      'an added attribute',
      (id: string) =>
        new UpdateCommand({
          TableName: LOCAL_TABLE,
          Key: key(id, '0#opened'),
          UpdateExpression: 'SET excuse = :excuse',
          ExpressionAttributeValues: { ':excuse': 'none' },
        }),
    ],
  ] as const)('is broken by %s', async (what, command) => {
    const id = `seal-${what.replaceAll(' ', '-')}`;
    await deployed(id);
    expect((await audit(id)).seals[0]?.intact).toBe(true);
    await around.documents.send(command(id) as PutCommand);
    expect((await audit(id)).seals[0]?.intact).toBe(false);
  });

  test('does not cover the notification of the end, and is not broken by it', async () => {
    const deployment = await deployed('told');
    await notify({ deployment, event: 'deployed', rules: [{ to: ['email:a@example.com'] }] }, around.runtime());
    expect(await audit('told')).toMatchObject({ seals: [{ intact: true }], unsealed: 1 });
    expect(around.published.at(-1)?.text).toMatch(/seal +[0-9a-f]{64} over 4 records/);
  });
});

describe('a notification', () => {
  test('that cannot be sent is recorded, with why, and nothing more', async () => {
    const deployment = await deployed('mute');
    const mute = around.runtime({ publish: () => Promise.reject(new Error('no such topic')) });
    const rules = [{ to: ['email:a@example.com'] }, { to: ['email:b@example.com'], level: 2 }];
    expect(await notify({ deployment, event: 'no-go', rules }, mute)).toEqual({});
    const records = (await around.store.records('mute')).filter(({ kind }) => kind === 'notification');
    expect(records).toMatchObject([
      { rule: 0, sent: false, reason: 'no such topic' },
      { rule: 1, sent: false, reason: 'no such topic' },
    ]);
  });
});

describe('what a recovery finds', () => {
  test('is what was claimed, ended or not, and the baseline', async () => {
    const deployment = deploymentWith('died');
    await open({ deployment, environment: LOCAL, freeze: [] }, around.runtime());
    await act({ deployment, environment: LOCAL, step: actionWith('true') }, around.runtime());
    const unfinished = around.runtime({ store: storeThatLoses(around.store, 'step') });
    const other = actionWith('true', { id: 'other', title: 'Other' });
    await expect(act({ deployment, environment: LOCAL, step: other }, unfinished)).rejects.toThrow();
    const faulty = { ...deployment, faults: { never: 'before' } } as const;
    await act({ deployment: faulty, environment: LOCAL, step: actionWith('true', { id: 'never' }) }, around.runtime());
    const found = await recover({ deployment: { ...deployment, execution: 'recovery-1' } }, around.runtime());
    expect(found).toEqual({
      next: 'rollback',
      actions: { act: { verdict: 'error', attempted: true }, other: { verdict: 'error', attempted: true } },
      baseline: {},
    });
  });
});
