import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import picocolors from 'picocolors';
import type { AuditRecord } from '../../lib/deployments/records.ts';
import { reportOf } from '../../lib/report/from-records.ts';
import { htmlReport } from '../../lib/report/html.ts';
import { jsonReport } from '../../lib/report/json.ts';
import { junitReport } from '../../lib/report/junit.ts';
import { markdownReport } from '../../lib/report/markdown.ts';
import { measuresOf } from '../../lib/report/measures.ts';
import { textReport } from '../../lib/report/text.ts';
import { STORIES } from './stories.ts';

const titles = (steps: readonly { title: string }[]): string[] => steps.map((step) => step.title);

describe('a report', () => {
  test('keeps the baseline, the steps of the phases and the checks after a rollback apart', () => {
    const report = reportOf(STORIES['rolled-back']);
    expect(titles(report.baseline)).toEqual(['The health page answers', 'Order query time']);
    expect(titles(report.steps)).toEqual([
      'Dump the orders database',
      'Add the order-date index',
      'Switch the service to the new version',
      'The health page answers',
      'Order query time',
    ]);
    expect(titles(report.verification)).toEqual(['The health page answers', 'Order query time']);
    expect(titles(report.undos)).toEqual(['Switch the service to the new version', 'Add the order-date index']);
  });

  test('tells how it ended, what decided it and how long it took', () => {
    expect(reportOf(STORIES['rolled-back']).deployment).toMatchObject({
      id: 'shop-local-1-5-0-k3v9',
      outcome: 'ROLLED_BACK',
      reason: 'Verify: The health page answers: got 503 in 120 ms, expected 200',
      durationMs: 22_000,
    });
  });

  test('does not depend on the order in which the records come', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...STORIES.deployed], { minLength: STORIES.deployed.length }), (shuffled) => {
        expect(jsonReport(reportOf(shuffled))).toBe(jsonReport(reportOf(STORIES.deployed)));
      }),
    );
  });

  test('joins what a person was asked with what they answered', () => {
    expect(reportOf(STORIES.deployed).approvals).toEqual([
      {
        id: 'sign',
        title: 'Release manager signs off',
        requestedAt: '2026-03-01T12:03:15.000Z',
        expiresAt: '2026-03-01T16:03:15.000Z',
        answer: 'approved',
        by: 'ben',
        comment: 'Looks good',
        at: '2026-03-01T12:03:16.000Z',
      },
    ]);
  });

  test('shows an approval that nobody has answered', () => {
    const [approval] = reportOf(STORIES.open).approvals;
    expect(approval).toMatchObject({ title: 'The team may start' });
    expect(approval).not.toHaveProperty('answer');
  });

  test('shows an action that began and never ended as an error: it may have been cut off half-way', () => {
    const died: AuditRecord[] = [
      ...STORIES.open,
      {
        kind: 'closed',
        deployment: 'shop-local-1-5-0-k3v9',
        execution: 'recovery-1',
        at: '2026-03-01T12:10:00.000Z',
        checklist: 'example-shop',
        environment: 'local',
        version: '1.5.0',
        outcome: 'ROLLED_BACK',
        reason: 'recovered',
        openedAt: '2026-03-01T12:03:00.000Z',
      },
    ];
    const cutOff = { id: 'index', title: 'Add the order-date index', verb: 'migrate', phase: 'migrate', verdict: 'error' };
    expect(reportOf(died).steps.at(-1)).toMatchObject({ ...cutOff, reason: 'began and was cut off' });
    expect(reportOf(STORIES.open).steps.at(-1)).toMatchObject({ ...cutOff, reason: 'began and has no result yet' });
  });

  test('keeps every undo when a recovery ran them again, and the one that was cut off', () => {
    const again = STORIES['rollback-failed']
      .filter((record) => record.kind === 'undo' || record.kind === 'undo-claimed')
      .map((record) => ({ ...record, execution: 'recovery-1', at: record.at.replace('12:03', '12:09') }))
      .map((record) => (record.kind === 'undo' ? { ...record, startedAt: record.startedAt.replace('12:03', '12:09') } : record));
    const cutOff = again.filter((record) => !(record.kind === 'undo' && record.step === 'index'));
    const undos = reportOf([...STORIES['rollback-failed'], ...cutOff]).undos;
    expect(undos.map((undo) => [undo.id, undo.verdict])).toEqual([
      ['release', 'pass'],
      ['index', 'fail'],
      ['index', 'error'],
      ['release', 'pass'],
    ]);
    expect(undos[2]).toMatchObject({ title: 'Add the order-date index', reason: 'began and was cut off' });
  });

  test('can be made from any part of the records and printed in every format', () => {
    const records = Object.values(STORIES).flat();
    fc.assert(
      fc.property(fc.shuffledSubarray(records), (some) => {
        const report = reportOf(some);
        const texts = [
          textReport(report, picocolors.createColors(false), 80),
          markdownReport(report),
          htmlReport(report),
          jsonReport(report),
          junitReport(report),
        ];
        expect(texts.filter((text) => /undefined|NaN|\[object/.test(text))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the table of measures', () => {
  test('shows the value before, the target, the value after, each in the unit of the target', () => {
    expect(measuresOf(reportOf(STORIES.deployed))).toEqual([
      { title: 'Order query time', baseline: '52.1034 ms', target: '<= 20 ms', actual: '1.8437 ms', verdict: 'pass' },
    ]);
  });

  test('shows what a measure came to after a rollback', () => {
    expect(measuresOf(reportOf(STORIES['rolled-back']))).toMatchObject([{ baseline: '52.1034 ms', afterRollback: '53.02 ms' }]);
  });

  test('shows a measure that was never judged, because the deployment ended before', () => {
    expect(measuresOf(reportOf(STORIES.open))).toEqual([{ title: 'Order query time', baseline: '52.1034 ms', target: '<= 20 ms' }]);
  });
});
