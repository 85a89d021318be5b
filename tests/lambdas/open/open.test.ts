import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { close } from '../../../lambdas/close/close.ts';
import { open } from '../../../lambdas/open/open.ts';
import type { FreezeWindow } from '../../../lib/checklist/schema/checklist.ts';
import type { DeploymentIdentity, OpenEvent } from '../../../lib/deployments/invocation.ts';
import { deploymentWith, LOCAL, newSurroundings, type Surroundings } from '../surroundings.ts';

let around: Surroundings;
beforeAll(async () => {
  around = await newSurroundings();
});
afterAll(() => around.remove());

const eventWith = (deployment: DeploymentIdentity, different: Partial<OpenEvent> = {}): OpenEvent => ({
  deployment,
  environment: { ...LOCAL, name: deployment.environment },
  freeze: [],
  ...different,
});

const opened = (event: OpenEvent, at = new Date()) => open(event, around.runtime({ now: () => at }));

describe('a deployment that opens', () => {
  test('takes the lock and is recorded', async () => {
    const deployment = deploymentWith('opens');
    expect(await opened(eventWith(deployment))).toEqual({ opened: true, reason: '' });
    expect(await around.store.holder(deployment.checklist, 'local')).toMatchObject({ deployment: 'opens', holder: 'ada' });
    expect((await around.store.records('opens')).map(({ kind }) => kind)).toEqual(['opened']);
  });

  test('opens again while it is open: a start that is sent twice joins itself', async () => {
    const event = eventWith(deploymentWith('joins'));
    await opened(event);
    expect(await opened(event)).toEqual({ opened: true, reason: '' });
    expect(await around.store.records('joins')).toHaveLength(1);
  });

  test('is refused when it is open with another plan', async () => {
    const deployment = deploymentWith('other-plan');
    await opened(eventWith(deployment));
    const { opened: again, reason } = await opened(eventWith({ ...deployment, planHash: 'b'.repeat(64) }));
    expect(again).toBe(false);
    expect(reason).toContain('another plan');
  });

  test('is refused once it has ended', async () => {
    const deployment = deploymentWith('ended');
    await opened(eventWith(deployment));
    await close({ deployment, outcome: 'DEPLOYED' }, around.runtime());
    expect(await opened(eventWith(deployment))).toEqual({ opened: false, reason: expect.stringContaining('has ended already') });
  });

  test('is refused while another holds the environment, with who and since when', async () => {
    const first = deploymentWith('holder', { checklist: 'shared' });
    const at = new Date('2026-11-21T12:00:00Z');
    await opened(eventWith(first), at);
    const { opened: second, reason } = await opened(eventWith(deploymentWith('waiter', { checklist: 'shared' })));
    expect(second).toBe(false);
    expect(reason).toBe('shared in local is locked by deployment holder (ada) since 2026-11-21T12:00:00.000Z');
    expect(await around.store.records('waiter')).toEqual([]);
    await close({ deployment: first, outcome: 'STOPPED' }, around.runtime());
    expect((await opened(eventWith(deploymentWith('waiter', { checklist: 'shared' })))).opened).toBe(true);
  });

  test('has one winner when 20 open at once', async () => {
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, index) => opened(eventWith(deploymentWith(`racer-${index}`, { checklist: 'raced' })))),
    );
    expect(all.filter((each) => each.opened)).toHaveLength(1);
    const holder = await around.store.holder('raced', 'local');
    for (const { opened: won, reason } of all) if (!won) expect(reason).toContain(`locked by deployment ${holder?.deployment}`);
  });
});

describe('an environment that requires another', () => {
  const production = (id: string, version: string): OpenEvent =>
    eventWith(deploymentWith(id, { checklist: 'promoted', environment: 'production', version }), {
      environment: { ...LOCAL, name: 'production', requires: 'staging' },
    });

  test('takes only a version that was deployed there, and not one that was rolled back there', async () => {
    const refusal = { opened: false, reason: expect.stringContaining('version 2.0.0 has not been deployed to staging yet') };
    expect(await opened(production('too-early', '2.0.0'))).toEqual(refusal);
    const staging = (id: string, version: string) => deploymentWith(id, { checklist: 'promoted', environment: 'staging', version });
    for (const [id, version, outcome] of [
      ['rolled-back-there', '2.0.0', 'ROLLED_BACK'],
      ['another-version', '1.9.0', 'DEPLOYED'],
    ] as const) {
      await opened(eventWith(staging(id, version)));
      await close({ deployment: staging(id, version), outcome }, around.runtime());
    }
    expect(await opened(production('still-too-early', '2.0.0'))).toEqual(refusal);
    await opened(eventWith(staging('good-there', '2.0.0')));
    // Open there is not deployed there.
    expect(await opened(production('not-yet', '2.0.0'))).toEqual(refusal);
    await close({ deployment: staging('good-there', '2.0.0'), outcome: 'DEPLOYED' }, around.runtime());
    expect((await opened(production('in-time', '2.0.0'))).opened).toBe(true);
  });
});

describe('a freeze', () => {
  const weekend: FreezeWindow = { from: 'Fri 16:00', to: 'Mon 08:00', zone: 'Europe/Berlin', because: 'weekend' };
  const holidays: FreezeWindow = { from: '2026-12-24', to: '2027-01-01', because: 'holidays' };
  const night: FreezeWindow = { from: 'Mon 22:00', to: 'Tue 06:00', zone: 'America/New_York', because: 'batch jobs' };

  test.each([
    // Berlin is an hour ahead of UTC in winter, two in summer.
    ['just before it begins', weekend, '2026-11-20T14:59:59Z', true],
    ['when it begins', weekend, '2026-11-20T15:00:00Z', false],
    ['over the end of the week', weekend, '2026-11-22T12:00:00Z', false],
    ['in its last minute', weekend, '2026-11-23T06:59:59Z', false],
    ['when it ends', weekend, '2026-11-23T07:00:00Z', true],
    ['in the middle of the week', weekend, '2026-11-25T12:00:00Z', true],
    ['by its own summer time', weekend, '2026-07-03T14:00:00Z', false],
    ['before its own summer time', weekend, '2026-07-03T13:59:00Z', true],
    ['on the first day of a dated one', holidays, '2026-12-24T00:00:00Z', false],
    ['the day before a dated one', holidays, '2026-12-23T23:59:59Z', true],
    ['to the end of the last day of a dated one', holidays, '2027-01-01T23:59:59Z', false],
    ['the day after a dated one', holidays, '2027-01-02T00:00:00Z', true],
    ['in another zone, where it is still Monday', night, '2026-11-24T03:30:00Z', false],
    ['in another zone, where it is morning', night, '2026-11-24T11:00:00Z', true],
  ])('%s', async (name, window, at, isOpen) => {
    const id = `freeze-${name.replaceAll(/\W+/g, '-')}`;
    const result = await opened(eventWith(deploymentWith(id), { freeze: [window] }), new Date(at));
    expect(result.opened).toBe(isOpen);
    if (!isOpen) expect(result.reason).toContain(window.because);
    expect(await around.store.holder(`checklist-of-${id}`, 'local')).toEqual(isOpen ? expect.anything() : undefined);
  });
});
