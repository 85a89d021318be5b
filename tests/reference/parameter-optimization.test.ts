import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parameterOptimization } from '../standins/parameter-optimization/stand-in.ts';
import { PYTHON } from '../standins/python.ts';
import { describeReference, type FailingPath } from './describe-reference.ts';
import { runReference } from './run-reference.ts';

const FLAG = 'live/optimization_results/.disabled';
const OPTIMIZER = 'live/pipelines/fit_core/optimizer.py';
const STORED = 'live/optimization_results/pbuf_optimized.json';

/** The partial rollback: the new code stays, and does not optimize. */
const disabled: FailingPath['left'] = (after, before) => {
  expect(Object.keys(after)).toEqual(expect.arrayContaining([FLAG, OPTIMIZER, STORED]));
  expect(before).not.toHaveProperty([OPTIMIZER]);
};
const told = (...words: readonly string[]) => ({ STANDIN_FAULTS: words.join(' ') });
const ALL = ['Turn the optimization on', 'Initialize the parameter storage', 'Deploy the optimization system'];

describeReference({
  name: 'parameter-optimization',
  environments: ['local', 'pre-production', 'production'],
  environment: 'local',
  standIn: parameterOptimization,
  ...(PYTHON === undefined ? { lacking: 'needs python3' } : {}),
  restless: ['Time of an existing workflow'],
  failingPaths: [
    { gates: ['Prepare'], when: 'scipy is too old', faults: { STANDIN_SCIPY: '1.9.3' }, end: 'stopped' },
    { gates: ['Core functionality'], when: 'a bound is wrong', faults: told('candidate:wrong-bounds'), end: 'stopped' },
    { gates: ['Integration'], when: 'a fit forgets its optimization', faults: told('candidate:metadata-lost'), end: 'stopped' },
    { gates: ['Data integrity'], when: 'a damaged file goes unseen', faults: told('candidate:corruption-unseen'), end: 'stopped' },
    { gates: ['Performance'], when: 'loading waits for the lock', faults: told('candidate:loading-takes-turns'), end: 'stopped' },
    { gates: ['Review'], when: 'the documentation is rejected', reject: 'Documentation is reviewed', end: 'stopped' },
    { gates: ['Backup'], when: 'the backup does not fit', faults: { STANDIN_DISK_FULL_AT: '*/backups/*/pipelines' }, end: 'stopped' },
    {
      gates: ['Deploy'],
      when: 'the disk is full half-way',
      faults: { STANDIN_DISK_FULL_AT: 'pipelines/' },
      end: 'rolled back',
      undone: ALL.slice(2),
    },
    { gates: ['Storage'], when: 'the store may not write', faults: told('live:storage-refused'), end: 'rolled back', undone: ALL.slice(1) },
    { gates: ['Validation suite'], when: 'a test of the suite fails', faults: told('live:suite-fails'), end: 'rolled back', undone: ALL },
    { gates: ['Smoke test'], when: 'PBUF does not converge', faults: told('live:pbuf-diverges'), end: 'rolled back', undone: ALL },
    {
      gates: ['Benchmarks'],
      when: 'a fit takes much more memory',
      faults: told('live:greedy'),
      end: 'rolled back in part',
      undone: ALL.slice(0, 1),
      left: disabled,
    },
    {
      gates: ['First hour'],
      when: 'an optimization leaves half a file',
      faults: told('live:half-written-file'),
      end: 'rolled back in part',
      undone: ALL.slice(0, 1),
      left: disabled,
    },
    {
      gates: ['A day later', 'A week later'],
      when: 'the storage breaks in the night and the users say no',
      faults: told('live:breaks-after-the-first-hour'),
      reject: 'Test users accept the system',
      end: 'deployed',
    },
  ],
});

const here = PYTHON === undefined ? test.skip : test;

here('a drift between the models warns, and stops nothing', async () => {
  const standIn = await parameterOptimization(told('candidate:drift', 'live:drift'));
  const run = await runReference('parameter-optimization', standIn, { environment: 'local', followUps: true });
  expect(run.outcome).toBe('DEPLOYED');
  expect(run.verdicts).toMatchObject({
    'Largest drift between the models': 'warn',
    'Largest drift between the models a day later': 'warn',
  });
  await standIn.remove();
});

here('a rollback ends the optimizations that run in this tree, no others, and takes a storage away that was not there', async () => {
  const standIn = await parameterOptimization(told('live:pbuf-diverges'), { withResults: false });
  const optimize = (tree: string) => {
    const script = ['-S', '-c', 'import time; time.sleep(600)', 'pipelines/fit_cmb.py', '--optimize', 'H0'];
    return spawn(PYTHON ?? '', script, { cwd: join(standIn.directory, tree), stdio: 'ignore' });
  };
  const [ours, other] = [optimize('live'), optimize('candidate')];
  const ended = once(ours, 'exit');
  try {
    const before = await standIn.state();
    const run = await runReference('parameter-optimization', standIn, { environment: 'local' });
    expect(run.outcome).toBe('ROLLED_BACK');
    expect(await ended).toEqual([null, 'SIGTERM']);
    expect(other.exitCode ?? other.signalCode).toBeNull();
    expect(await standIn.state()).toEqual(before);
  } finally {
    ours.kill();
    other.kill();
    await standIn.remove();
  }
});

here('production takes only what passed in pre-production', async () => {
  const standIn = await parameterOptimization();
  const refused = await runReference('parameter-optimization', standIn, { environment: 'production' });
  expect({ exitCode: refused.exitCode, story: refused.story }).toEqual({
    exitCode: 6,
    story: expect.stringContaining('pre-production'),
  });
  await standIn.remove();
});
