import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import picocolors from 'picocolors';
import type { AuditRecord } from '../../lib/deployments/records.ts';
import { reportOf } from '../../lib/report/from-records.ts';
import { githubAnnotations, githubSummary } from '../../lib/report/github.ts';
import { htmlReport } from '../../lib/report/html.ts';
import { jsonReport } from '../../lib/report/json.ts';
import { junitReport } from '../../lib/report/junit.ts';
import { markdownReport } from '../../lib/report/markdown.ts';
import { textReport } from '../../lib/report/text.ts';
import { expectGolden } from '../golden-file.ts';
import { STORIES } from './stories.ts';

const plain = picocolors.createColors(false);
const stories: [string, readonly AuditRecord[]][] = Object.entries(STORIES);

describe.each(stories)('the report of a deployment that is %s', (name, records) => {
  const report = reportOf(records);

  test.each([
    ['txt', textReport(report, plain, 100)],
    ['md', markdownReport(report)],
    ['html', htmlReport(report)],
    ['json', jsonReport(report)],
    ['xml', junitReport(report)],
    ['github.txt', githubAnnotations(report).join('\n')],
  ])('as %s', (extension, text) => {
    expectGolden(`reports/${name}.${extension}`, text);
  });
});

describe('a report in colour', () => {
  test('differs from the plain one only in its colours', () => {
    const report = reportOf(STORIES['rolled-back']);
    const coloured = textReport(report, picocolors.createColors(true), 100);
    expect(coloured).toContain(picocolors.createColors(true).red('✖ fail   '));
    expect(stripVTControlCharacters(coloured)).toBe(textReport(report, plain, 100));
  });

  test('fits a narrow terminal', () => {
    const text = textReport(reportOf(STORIES['rolled-back']), plain, 40);
    // The seal stays whole, so that it can be copied.
    const lines = text.slice(0, text.indexOf('\nSeal')).split('\n');
    expect(lines.filter((line) => line.length > 40)).toEqual([]);
  });
});

describe("the job's summary on GitHub", () => {
  test('is the Markdown report', () => {
    const report = reportOf(STORIES.deployed);
    expect(githubSummary(report)).toBe(markdownReport(report));
  });

  test('leaves the evidence out when it would be too long to be shown', () => {
    const report = reportOf(STORIES.deployed);
    const steps = report.steps.flatMap((step) =>
      Array.from({ length: 40 }, () => ({ ...step, evidence: { output: 'much evidence '.repeat(600) } })),
    );
    const summary = githubSummary({ ...report, steps });
    expect(Buffer.byteLength(summary)).toBeLessThan(1_000_000);
    expect(summary).not.toContain('much evidence');
    expect(summary).toContain('Dump the orders database');
  });
});
