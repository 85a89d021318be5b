import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect } from '@jest/globals';
import { giflab } from '../standins/giflab/stand-in.ts';
import { PYTHON } from '../standins/python.ts';
import { describeReference, type FailingPath } from './describe-reference.ts';

const candidate = (mistake: string) => ({ STANDIN_CANDIDATE: mistake });
const production = (mistake: string) => ({ STANDIN_PRODUCTION: mistake });
const ALL = ['Turn memory monitoring on', 'Install the version'];

const CONFIG = 'src/giflab/config.py';
const switchedOff = readFileSync(resolve(import.meta.dirname, '../standins/giflab/after', CONFIG), 'utf8').replace(
  '"memory_pressure": {\n        "enabled": True',
  '"memory_pressure": {\n        "enabled": False',
);

/** The partial rollback: the new version stays, and no longer watches its memory. */
const withoutMonitoring: FailingPath['left'] = (after, before) => {
  expect(after).toHaveProperty(['src/giflab/monitoring/__init__.py']);
  expect(after.commit).not.toBe(before.commit);
  expect(after[CONFIG]).toContain(createHash('sha256').update(switchedOff).digest('hex'));
};

describeReference({
  name: 'giflab',
  environments: ['staging', 'production'],
  environment: 'staging',
  standIn: giflab,
  ...(PYTHON === undefined ? { lacking: 'needs python3' } : {}),
  failingPaths: [
    { gates: ['Readiness'], when: 'Poetry is too old', faults: { STANDIN_POETRY: '1.0.10' }, end: 'stopped' },
    { gates: ['Phase 1: Build stability'], when: 'type errors are back', faults: candidate('many-type-errors'), end: 'stopped' },
    { gates: ['Phase 2: Architecture stability'], when: 'caching is on', faults: candidate('caches-by-default'), end: 'stopped' },
    { gates: ['Phase 3: Memory safety'], when: 'a memory check takes 15 ms', faults: candidate('monitors-slowly'), end: 'stopped' },
    { gates: ['Phase 4: Comprehensive testing'], when: 'a test fails', faults: candidate('fails-a-test'), end: 'stopped' },
    { gates: ['Backup'], when: 'the environment cannot be listed', faults: { STANDIN_PIP_BROKEN: 'yes' }, end: 'stopped' },
    {
      gates: ['Deploy'],
      when: 'a dependency cannot be installed',
      faults: production('needs-an-unknown-package'),
      end: 'rolled back',
      undone: ALL.slice(1),
    },
    {
      gates: ['Progressive validation'],
      when: 'metrics take three times as long',
      faults: production('calculates-slowly'),
      end: 'rolled back',
      undone: ALL,
    },
    {
      gates: ['Memory monitoring'],
      when: 'its overhead is 6 %',
      faults: production('monitors-too-much'),
      end: 'rolled back in part',
      undone: ALL.slice(0, 1),
      left: withoutMonitoring,
    },
    { gates: ['First hour'], when: 'the command line breaks', faults: production('breaks-soon'), end: 'rolled back', undone: ALL },
    {
      gates: ['First day', 'First week', 'First month'],
      when: 'the command line breaks in the night',
      faults: production('breaks-later'),
      end: 'deployed',
    },
  ],
});
