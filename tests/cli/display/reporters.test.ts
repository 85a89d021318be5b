import { describe, expect, test } from '@jest/globals';
import picocolors from 'picocolors';
import { createReporter } from '../../../lib/cli/display/create-reporter.ts';
import type { ReporterName } from '../../../lib/cli/display/reporter.ts';
import { runSummary } from '../../../lib/cli/display/summary.ts';
import type { Io } from '../../../lib/cli/io.ts';
import type { DeploymentEvent } from '../../../lib/deployments/events.ts';
import { reportOf } from '../../../lib/report/from-records.ts';
import { junitReport } from '../../../lib/report/junit.ts';
import { expectGolden } from '../../golden-file.ts';
import { HOSTILE, STORIES } from '../../report/stories.ts';
import { DEPLOYED, OUTLINE, ROLLBACK_FAILED } from './story.ts';

const plain = picocolors.createColors(false);

/** What a run prints to a pipe with these reporters. */
async function printed(names: readonly ReporterName[], events: readonly DeploymentEvent[], report = reportOf(STORIES.deployed)) {
  const [out, err, summaries]: string[][] = [[], [], []];
  const io: Io = {
    out: (text) => out?.push(text),
    err: (text) => err?.push(text),
    json: (value) => out?.push(JSON.stringify(value)),
    isTerminal: false,
    colours: plain,
    errColours: plain,
    tableWidth: 100,
    width: 100,
    flush: async () => {},
  };
  const every = () => () => {};
  const onJobSummary = (markdown: string): void => void summaries?.push(markdown);
  const reporter = await createReporter(names, { io, outline: OUTLINE, now: () => 0, every, onJobSummary });
  for (const event of events) reporter.event(event);
  reporter.finish(report);
  return { out: out?.join('\n') ?? '', err: err?.join('\n') ?? '', summaries };
}

describe('in a pipe', () => {
  test.each([
    ['deployed', DEPLOYED],
    ['rollback-failed', ROLLBACK_FAILED],
  ])('a run tells one line for each thing that happened, on standard error: %s', async (name, events) => {
    const { out, err } = await printed(['text'], events);
    expect(out).toBe('');
    expectGolden(`display/plain-${name}.txt`, err);
  });

  test('a run as JSON is one object a line, as the events are', async () => {
    const { out, err } = await printed(['json'], ROLLBACK_FAILED);
    expect(out.split('\n').map((line) => JSON.parse(line))).toEqual(ROLLBACK_FAILED);
    expect(err).toBe('');
  });

  test('a run as JUnit is the report alone', async () => {
    const { out } = await printed(['junit'], DEPLOYED);
    expect(out).toBe(junitReport(reportOf(STORIES.deployed)));
  });

  test('a run in a job on GitHub is folded by phase, with the gates between and the marks at the end', async () => {
    const { out, summaries } = await printed(['github'], ROLLBACK_FAILED, reportOf(STORIES['rollback-failed']));
    expectGolden('display/github-rollback-failed.txt', out);
    expect(summaries).toHaveLength(1);
  });

  test('text from outside stays on its line and starts no workflow command', async () => {
    const events = DEPLOYED.map((event): DeploymentEvent => ('reason' in event ? { ...event, reason: HOSTILE } : event));
    const { out, err } = await printed(['text', 'github'], events);
    expect(err.split('\n')).toHaveLength((await printed(['text'], DEPLOYED)).err.split('\n').length);
    const commands = out.split('\n').filter((line) => line.startsWith('::') || line.includes('##['));
    const own = /^::(group|endgroup|error|warning|notice)/;
    expect(commands.filter((line) => !own.test(line))).toEqual([]);
  });

  test('a deployment that never opened has no report', async () => {
    const reporter = await createReporter(['junit', 'github', 'json', 'text'], {
      io: { out: (text: string) => expect(text).toBe('') } as unknown as Io,
      outline: OUTLINE,
      now: () => 0,
      every: () => () => {},
    });
    reporter.finish();
  });
});

describe('the summary at the end of a run', () => {
  test.each(['deployed', 'rolled-back', 'rollback-failed', 'open', 'hostile'] as const)('of a deployment that is %s', (name) => {
    expectGolden(`display/summary-${name}.txt`, runSummary(reportOf(STORIES[name]), plain, 80, '.gonogo/reports/shop.html'));
  });
});
