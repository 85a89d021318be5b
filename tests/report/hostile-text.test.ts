import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import picocolors from 'picocolors';
import type { DeploymentReport } from '../../lib/deployments/summary.ts';
import { reportOf } from '../../lib/report/from-records.ts';
import { githubAnnotation, githubAnnotations } from '../../lib/report/github.ts';
import { htmlReport } from '../../lib/report/html.ts';
import { junitReport } from '../../lib/report/junit.ts';
import { markdownReport } from '../../lib/report/markdown.ts';
import { printable } from '../../lib/report/plain-text.ts';
import { textReport } from '../../lib/report/text.ts';
import { HOSTILE, STORIES } from './stories.ts';

/** A report in which every text from outside is the same. */
function reportWith(text: string): DeploymentReport {
  const put = <T>(value: T): T => JSON.parse(JSON.stringify(value).replaceAll(JSON.stringify(HOSTILE), JSON.stringify(text))) as T;
  return reportOf(put(STORIES.hostile));
}

const tags = (markup: string): string[] => [...markup.matchAll(/<[^>]*>/g)].map(([tag]) => tag.replace(/"[^"]*"/g, '""'));
const anyText = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1 }),
  fc.string({
    unit: fc.constantFrom('<', '>', '&', '"', "'", '`', '|', '[', ']', '*', '_', '\\', '\n', '\r', '\u001b', '-', '!', '#', 'a', ' '),
    minLength: 1,
  }),
);
const control = /(?![\t\n])\p{Cc}/u;

describe('text from outside', () => {
  test('never becomes a tag of the HTML page', () => {
    const harmless = tags(htmlReport(reportWith('harmless')));
    fc.assert(
      fc.property(anyText, (text) => {
        const page = htmlReport(reportWith(text));
        expect(tags(page)).toEqual(harmless);
        expect(page).not.toMatch(control);
      }),
      { numRuns: 500 },
    );
  });

  test('never becomes an element of the JUnit file, which stays well-formed', () => {
    const harmless = tags(junitReport(reportWith('harmless')));
    fc.assert(
      fc.property(anyText, (text) => {
        const xml = junitReport(reportWith(text));
        expect(XMLValidator.validate(xml)).toBe(true);
        expect(tags(xml)).toEqual(harmless);
        expect(xml).not.toMatch(control);
      }),
      { numRuns: 500 },
    );
  });

  test('never adds a line, a cell or a section to the Markdown report', () => {
    const withoutEvidence = (text: string): string => {
      const report = reportWith(text);
      return markdownReport({ ...report, steps: report.steps.map(({ evidence: _, ...step }) => step), undos: [] });
    };
    const shape = (markdown: string): string[] =>
      markdown
        .split('\n')
        .map((line) => line.replaceAll(/\\./g, ''))
        .map((line) => (line.startsWith('|') ? `${line.split('|').length} cells` : (/^#+(?= )/.exec(line)?.[0] ?? '')));
    const harmless = shape(withoutEvidence('harmless'));
    fc.assert(
      fc.property(anyText, (text) => {
        expect(shape(withoutEvidence(text))).toEqual(harmless);
      }),
      { numRuns: 300 },
    );
  });

  test('cannot end the fence that holds it in the Markdown report', () => {
    const report = reportOf(STORIES.deployed);
    const steps = report.steps.map((step) => ({ ...step, evidence: { output: '```\n# not a heading\n````' } }));
    expect(markdownReport({ ...report, steps })).toContain('`````text\n```\n# not a heading\n````\n`````');
  });

  test('cannot move the cursor of the terminal, colour it or turn the direction of its text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const report = textReport(reportWith(text), picocolors.createColors(false), 80);
        expect(report).not.toMatch(control);
        expect(report).not.toMatch(/\p{Bidi_Control}/u);
      }),
    );
    expect(printable('\u001b[31mred\u001b[0m \u001b]0;title\u0007 a\rb')).toBe('red  a\nb');
  });

  test('never starts a workflow command of its own in a job on GitHub', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const lines = githubAnnotations(reportWith(text)).join('\n').split('\n');
        expect(lines).toHaveLength(3);
        for (const line of lines) expect(line).toMatch(/^::(error|warning|notice) title=[^:,]*::/);
      }),
    );
    expect(githubAnnotation('error', 'a: b, c', '50 %\n::debug::x')).toBe('::error title=a%3A b%2C c::50 %25 ::debug::x');
  });
});

describe('the JUnit file', () => {
  test('has a suite for each phase, the undos and the checks after the rollback, and counts what is in it', () => {
    const parser = new XMLParser({
      ignoreAttributes: false,
      attributeNamePrefix: '',
      isArray: (name) => name === 'testcase' || name === 'testsuite',
    });
    const { testsuites } = parser.parse(junitReport(reportOf(STORIES['rolled-back'])));
    expect(testsuites).toMatchObject({ tests: '9', failures: '1', errors: '1', skipped: '0' });
    expect(testsuites.testsuite.map((suite: { name: string; tests: string }) => [suite.name, suite.tests])).toEqual([
      ['Backup', '1'],
      ['Migrate', '1'],
      ['Release', '1'],
      ['Verify', '2'],
      ['Undos', '2'],
      ['Verification', '2'],
    ]);
    const [failed, unable] = testsuites.testsuite[3].testcase;
    expect(failed.failure).toMatchObject({ message: 'got 503 in 120 ms, expected 200' });
    expect(unable.error).toMatchObject({ message: 'connect ECONNREFUSED 127.0.0.1:5432' });
  });
});
