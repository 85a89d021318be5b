import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ask } from '../../lambdas/approve/ask.ts';
import { open } from '../../lambdas/open/open.ts';
import { type ApprovalRules, giveAnswer } from '../../lib/deployments/approvals.ts';
import type { DeploymentIdentity } from '../../lib/deployments/invocation.ts';
import type { PlannedApproval } from '../../lib/plan/model.ts';
import { deploymentWith, LOCAL, newSurroundings, type Surroundings } from '../lambdas/surroundings.ts';

let around: Surroundings;
beforeAll(async () => {
  around = await newSurroundings();
});
afterAll(() => around.remove());

const STEP: PlannedApproval = {
  id: 'sign_off',
  title: 'Sign off',
  phase: 'change',
  stateName: 'Change: Sign off',
  verb: 'approve',
  asks: 'sign-off',
  withinMs: 3_600_000,
};
const ANYONE: ApprovalRules = { selfApproval: true };
const NOW = new Date('2026-11-21T12:00:00Z');
const LATER = new Date(NOW.getTime() + STEP.withinMs + 1_000);

async function asking(id: string, different: Partial<DeploymentIdentity> = {}): Promise<DeploymentIdentity> {
  const deployment = deploymentWith(id, different);
  await open({ deployment, environment: LOCAL, freeze: [] }, around.runtime());
  await question(deployment, 'a token');
  return deployment;
}
const question = (deployment: DeploymentIdentity, taskToken: string, at = NOW) =>
  ask({ deployment, environment: LOCAL, step: STEP, taskToken, expired: false }, around.runtime({ now: () => at }));

const answer = (deployment: string, by: string, rules = ANYONE, at = NOW, step = 'Sign off') =>
  giveAnswer(around.store, { deployment, step, approve: true, by }, () => rules, at);

describe('an approval', () => {
  test('is found by its title and by its id, and recorded with who gave it', async () => {
    await asking('by-title');
    expect(await answer('by-title', 'grace')).toMatchObject({ answer: 'approved', by: 'grace', step: 'sign_off' });
    await asking('by-id');
    expect(await answer('by-id', 'grace', ANYONE, NOW, 'sign_off')).toMatchObject({ answer: 'approved' });
  });

  test('is used once, also when 20 answer at once', async () => {
    await asking('once');
    const all = await Promise.allSettled(Array.from({ length: 20 }, (_, index) => answer('once', `person-${index}`)));
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const each of all) if (each.status === 'rejected') expect(String(each.reason)).toContain('used once');
    const records = await around.store.records('once');
    expect(records.filter(({ kind }) => kind === 'approval')).toHaveLength(1);
  });

  test('expires', async () => {
    await asking('expires');
    await expect(answer('expires', 'grace', ANYONE, LATER)).rejects.toThrow('"Sign off" expired at 2026-11-21T13:00:00.000Z');
    expect((await around.store.records('expires')).filter(({ kind }) => kind === 'approval')).toEqual([]);
  });

  test('is given only by those who may', async () => {
    await asking('named');
    await expect(answer('named', 'mallory', { selfApproval: true, allowed: ['grace', 'barbara'] })).rejects.toThrow(
      'may be answered by grace or barbara, not by mallory',
    );
    expect(await answer('named', 'barbara', { selfApproval: true, allowed: ['grace', 'barbara'] })).toMatchObject({ by: 'barbara' });
  });

  test('is not given by who started the deployment, where one person does not do everything', async () => {
    await asking('own');
    await expect(answer('own', 'ada', { selfApproval: false })).rejects.toThrow('ada started this deployment');
    await expect(answer('own', 'ada', { selfApproval: false, allowed: ['ada'] })).rejects.toThrow('ada started this deployment');
    expect(await answer('own', 'grace', { selfApproval: false })).toMatchObject({ by: 'grace' });
  });

  test('that nobody asked for is refused with what was', async () => {
    await asking('asked');
    await expect(answer('asked', 'grace', ANYONE, NOW, 'Sign of')).rejects.toThrow('is not asking for "Sign of"; it asked for "Sign off"');
    await expect(answer('nobody', 'grace')).rejects.toThrow('there is no deployment nobody');
  });

  test('that nobody gave is a no; one that came at the last moment counts', async () => {
    const late = await asking('late');
    const expire = (deployment: DeploymentIdentity) =>
      ask({ deployment, environment: LOCAL, step: STEP, taskToken: '', expired: true }, around.runtime());
    expect(await expire(late)).toEqual({ verdict: 'fail' });
    await expect(answer('late', 'grace')).rejects.toThrow('was expired by nobody');
    const just = await asking('just');
    await answer('just', 'grace');
    expect(await expire(just)).toEqual({ verdict: 'pass' });
  });

  test('keeps its token out of the records, and the last delivery of the question has the one that waits', async () => {
    const deployment = await asking('token');
    await question(deployment, 'a newer token');
    expect(await around.store.token('token', 'sign_off')).toMatchObject({ token: 'a newer token' });
    expect(JSON.stringify(await around.store.stored('token'))).not.toMatch(/a token|a newer token/);
  });

  test('asked for again by a recovery is answered for the recovery', async () => {
    const deployment = await asking('again');
    await question({ ...deployment, execution: 'recovery-1' }, 'another token', new Date(NOW.getTime() + 1_000));
    expect(await answer('again', 'grace')).toMatchObject({ execution: 'recovery-1' });
  });
});
