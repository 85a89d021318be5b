import { describe, expect, test } from '@jest/globals';
import picocolors from 'picocolors';
import type { DeploymentSummary } from '../../lib/deployments/summary.ts';
import { widthOf } from '../../lib/report/columns.ts';
import { historyJson, historyText } from '../../lib/report/history.ts';
import { expectGolden } from '../golden-file.ts';

const plain = picocolors.createColors(false);
const opened = { checklist: 'example-shop', environment: 'local', startedBy: 'anna', openedAt: '2026-03-01T12:03:00.000Z' };
const HISTORY: readonly DeploymentSummary[] = [
  { ...opened, id: 'shop-4', version: '1.5.1' },
  {
    ...opened,
    id: 'shop-3',
    version: '1.5.0',
    startedBy: 'a deployment robot with a very long name\u001b[31m',
    closedAt: '2026-03-01T12:05:05.000Z',
    outcome: 'ROLLBACK_FAILED',
    reason: 'the undo of Add the index failed',
  },
  {
    ...opened,
    id: 'shop-2',
    version: '1.5.0',
    environment: '生产',
    closedAt: '2026-03-01T13:06:00.000Z',
    outcome: 'ROLLED_BACK',
    reason: 'no',
  },
  { ...opened, id: 'shop-1', version: '1.4.0', closedAt: '2026-03-01T12:03:00.700Z', outcome: 'DEPLOYED', reason: 'every gate said GO' },
];

describe('the history', () => {
  test.each([120, 80])('is a table for %i columns', (width) => {
    expectGolden(`reports/history-${width}.txt`, historyText(HISTORY, plain, width));
  });

  test('stands in columns however wide its characters are', () => {
    const [heading = '', ...rows] = historyText(HISTORY, plain).trimEnd().split('\n');
    const place = (line: string, text: string, from = 0): number => widthOf(line.slice(0, line.indexOf(text, from)));
    expect(rows.map((row) => place(row, 'shop-', row.indexOf('1.')))).toEqual(
      rows.map(() => place(heading, 'id', heading.indexOf('took'))),
    );
    expect(rows.map((row) => place(row, ' 1.'))).toEqual(rows.map(() => place(heading, ' version')));
  });

  test('says so when there is none', () => {
    expect(historyText([], plain)).toBe('no deployments yet\n');
    expect(historyJson([])).toBe('[]\n');
  });

  test('as JSON has its keys in one order', () => {
    const [first] = HISTORY;
    const reversed = HISTORY.map((each) => Object.fromEntries(Object.entries(each).reverse()) as unknown as DeploymentSummary);
    expect(historyJson(reversed)).toBe(historyJson(HISTORY));
    expect(JSON.parse(historyJson(HISTORY))[0]).toEqual(first);
  });
});
