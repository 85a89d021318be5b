import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { checklistFor } from '../../examples/shop/checklist.ts';
import { lintChecklist } from '../../lib/checklist/lint.ts';
import type { AuditCheck } from '../../lib/deployments/audit.ts';
import type { DeploymentReport } from '../../lib/deployments/summary.ts';
import { planChecklist } from '../../lib/plan/build.ts';
import type { Plan, PlannedStep } from '../../lib/plan/model.ts';
import { stepsOfPhase } from '../../lib/plan/steps.ts';
import { homeAt } from '../../lib/runner/local/home.ts';
import { localRunner } from '../../lib/runner/local/runner.ts';
import { type TemporaryShop, temporaryShop } from '../examples/shop/temporary-shop.ts';

/**
 * The promise of the whole product, kept by the example: whatever step fails, before or after it acted, only what was attempted
 * is undone, last first, and the shop is what it was, byte by byte. The shop compares itself; the undo's own word is not taken.
 */
const GONOGO = resolve(import.meta.dirname, '../../bin/gonogo.ts');
const VERSION = '1.5.0';

let shop: TemporaryShop;
let checklist: string;
let before: unknown;

interface Ended {
  readonly code: number;
  readonly output: string;
  readonly errorOutput: string;
}

function gonogo(...words: string[]): Promise<Ended> {
  const env = { ...process.env, GONOGO_HOME: join(shop.directory, 'home'), DATABASE_URL: shop.settings.databaseUrl, SHOP_ORDERS: '2000' };
  return new Promise((done) => {
    execFile(process.execPath, [GONOGO, ...words], { env, maxBuffer: 2 ** 26 }, (error, output, errorOutput) =>
      done({ code: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1, output, errorOutput }),
    );
  });
}

/** What is recorded of a deployment that has ended; read here, because starting a process for it takes longer than the deployment. */
async function recorded(id: string): Promise<{ report: DeploymentReport; audit: AuditCheck }> {
  const home = homeAt({ GONOGO_HOME: join(shop.directory, 'home') }, shop.directory);
  const runner = await localRunner({ home, environment: {}, now: () => new Date(), timeScale: 1 });
  try {
    return { report: await runner.report(id), audit: await runner.verify(id) };
  } finally {
    await runner.close();
  }
}

/** The plan of the written checklist: the tests are made from it, before there is a shop. */
function examplePlan(): Plan {
  const file = resolve(import.meta.dirname, '../../checklists/example-shop.yaml');
  const { checklist: read } = lintChecklist(readFileSync(file, 'utf8'), file);
  if (read === undefined) throw new Error('the example does not lint');
  return planChecklist(read, 'local');
}

const plan = examplePlan();
const steps = plan.phases.flatMap(stepsOfPhase);
const isAction = (step: PlannedStep): boolean => 'undo' in step;

/** Titles of the actions that have acted when this step has failed, last first. */
function attemptedBy(failing: PlannedStep, moment: 'before' | 'after'): string[] {
  const until = steps.indexOf(failing) + (isAction(failing) && moment === 'after' ? 1 : 0);
  return steps
    .slice(0, until)
    .filter(isAction)
    .map(({ title }) => title)
    .toReversed();
}

beforeAll(async () => {
  shop = await temporaryShop();
  checklist = checklistFor(shop.settings);
  before = await shop.fingerprint();
}, 120_000);
afterAll(() => shop?.remove());

const cases = steps.flatMap((step) => (['before', 'after'] as const).map((moment) => [step.title, moment, step] as const));

describe('the example, whatever step fails', () => {
  test.each(cases)(
    '%s (%s)',
    async (title, moment, step) => {
      const id = `${step.id.slice(0, 50)}-${moment}`;
      const ended = await gonogo(
        'run',
        checklist,
        '-e',
        'local',
        '-v',
        VERSION,
        '--id',
        id,
        '--yes',
        '--time-scale',
        '0',
        '--fail',
        `${title}=${moment}`,
      );
      const undone = attemptedBy(step, moment);
      expect({ code: ended.code, said: ended.errorOutput }).toMatchObject({ code: undone.length === 0 ? 1 : 3 });

      const { report, audit } = await recorded(id);
      expect(report.deployment.outcome).toBe(undone.length === 0 ? 'STOPPED' : 'ROLLED_BACK');
      expect(report.undos.map((undo) => [undo.title, undo.verdict])).toEqual(undone.map((each) => [each, 'pass']));
      const found = [...report.steps, ...report.approvals].find(({ id: each }) => each === step.id);
      expect(found).toMatchObject(step.verb === 'approve' ? { answer: 'rejected' } : { verdict: 'fail' });

      expect(await shop.fingerprint()).toEqual(before);
      expect(audit.seals.map(({ intact }) => intact)).not.toContain(false);
      expect(audit.seals.length).toBeGreaterThan(0);
    },
    120_000,
  );
});

describe('the example, when nothing fails', () => {
  test('is deployed, measured and sealed', async () => {
    const id = 'good';
    const ended = await gonogo('run', checklist, '-e', 'local', '-v', VERSION, '--id', id, '--yes', '--time-scale', '0', '--follow-ups');
    expect({ code: ended.code, said: ended.errorOutput }).toMatchObject({ code: 0 });
    const { report, audit } = await recorded(id);
    expect(report.gates.map(({ decision }) => decision)).toEqual([...plan.phases, ...plan.followUps].map(() => 'GO'));
    expect(report.undos).toEqual([]);
    expect(await shop.fingerprint()).toMatchObject({ version: VERSION, revision: 2 });
    expect(audit.seals.map(({ intact }) => intact)).not.toContain(false);
    expect(audit.seals.length).toBeGreaterThan(0);
  }, 120_000);
});
