import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { codetuneStudio, endSystem } from '../standins/codetune-studio/stand-in.ts';
import { PYTHON } from '../standins/python.ts';
import { describeReference } from './describe-reference.ts';
import { gonogo, runReference } from './run-reference.ts';

const version = (...mistakes: readonly string[]) => ({ STANDIN_MISTAKES: mistakes.join(' ') });
const ALL = ['Restart the application', 'Add the performance indices', 'Check out the version and its dependencies'];

afterAll(endSystem);

describeReference({
  name: 'codetune-studio',
  environments: ['staging', 'production'],
  environment: 'staging',
  standIn: codetuneStudio,
  ...(PYTHON === undefined ? { lacking: 'needs python3' } : {}),
  failingPaths: [
    { gates: ['Before the deployment'], when: 'a file does not compile', faults: version('does-not-compile'), end: 'stopped' },
    { gates: ['Backup'], when: 'the dump does not fit', faults: { STANDIN_DISK_FULL: 'yes' }, end: 'stopped' },
    {
      gates: ['Deploy'],
      when: 'a package cannot be installed',
      faults: version('needs-an-unknown-package'),
      end: 'rolled back',
      undone: ALL.slice(2),
    },
    { gates: ['Migrate'], when: 'an index is missing', faults: version('forgets-an-index'), end: 'rolled back', undone: ALL.slice(1) },
    {
      gates: ['Migrate'],
      when: 'an index is missing and the downgrade fails',
      faults: version('forgets-an-index', 'cannot-downgrade'),
      end: 'rolled back',
      undone: ALL.slice(1),
    },
    { gates: ['Restart'], when: 'the application does not start', faults: version('crashes-at-start'), end: 'rolled back', undone: ALL },
    { gates: ['Functions'], when: 'the log has an odd line', faults: version('logs-in-another-form'), end: 'rolled back', undone: ALL },
    { gates: ['Performance'], when: 'the comparison page is slow', faults: version('compares-slowly'), end: 'rolled back', undone: ALL },
    {
      gates: ['Error handling'],
      when: 'a corrupt plugin stops all',
      faults: version('loads-all-plugins-or-none'),
      end: 'rolled back',
      undone: ALL,
    },
    { gates: ['Watch'], when: 'queries begin to fail', faults: version('errs-soon'), end: 'rolled back', undone: ALL },
    {
      gates: ['First 24 hours', 'A day later', 'A week later'],
      when: 'queries fail in the night, and nobody analyzes the performance',
      faults: version('errs-later'),
      reject: 'Performance is analyzed',
      end: 'deployed',
    },
  ],
});

const here = PYTHON === undefined ? test.skip : test;

here('production takes what passed in staging, and nothing else; stakeholders hear of production alone', async () => {
  const staging = await codetuneStudio();
  const refused = await runReference('codetune-studio', staging, { environment: 'production' });
  expect({ exitCode: refused.exitCode, story: refused.story }).toEqual({ exitCode: 6, story: expect.stringContaining('staging') });

  const stakeholdersHeard = async () => {
    const inbox = await gonogo(['inbox'], { GONOGO_HOME: join(staging.directory, 'gonogo-home') });
    return inbox.output.includes('stakeholders@codetune.example.com');
  };
  const passed = await runReference('codetune-studio', staging, { environment: 'staging' });
  expect({ outcome: passed.outcome, story: passed.story }).toMatchObject({ outcome: 'DEPLOYED' });
  expect(await stakeholdersHeard()).toBe(false);
  const production = await codetuneStudio();
  const deployed = await runReference('codetune-studio', { ...production, directory: staging.directory }, { environment: 'production' });
  expect({ outcome: deployed.outcome, story: deployed.story }).toMatchObject({ outcome: 'DEPLOYED' });
  expect(await stakeholdersHeard()).toBe(true);
  await staging.remove();
  await production.remove();
});
