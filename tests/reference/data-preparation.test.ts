import { expect, test } from '@jest/globals';
import { dataPreparation } from '../standins/data-preparation/stand-in.ts';
import { PYTHON } from '../standins/python.ts';
import { describeReference } from './describe-reference.ts';
import { runReference } from './run-reference.ts';

const told = (words: string) => ({ STANDIN_FAULTS: words });
/** What the cache holds is not brought back: whatever was written since the backup goes. */
const CACHED = 'data/cache/processing/sn_pantheon_plus';
/** Every action with an undo, in the order in which a rollback takes them back. */
const ALL = [
  'Set up log rotation',
  'Install and start the service',
  'Run the deployment script',
  'Let the fit pipeline use the framework',
  'Write the configuration file',
  'Create the directory structure',
  'Put PBUF on the Python path of new shells',
  'Install the dependencies',
  'Create the virtual environment',
];

describeReference({
  name: 'data-preparation',
  environments: ['local', 'production'],
  environment: 'production',
  standIn: dataPreparation,
  ...(PYTHON === undefined ? { lacking: 'needs python3' } : {}),
  failingPaths: [
    { gates: ['System'], when: 'the disk is too small', faults: { STANDIN_FREE_KIB: '2000000' }, end: 'stopped' },
    { gates: ['Backup'], when: 'the backup does not fit', faults: { STANDIN_BACKUP_FULL: 'yes' }, end: 'stopped' },
    { gates: ['Install'], when: 'pandas is too old', faults: told('old-pandas'), end: 'rolled back', undone: ALL.slice(6) },
    {
      gates: ['Directories'],
      when: 'a file is in the way',
      faults: { STANDIN_IN_THE_WAY: 'data/cache' },
      end: 'rolled back',
      undone: ALL.slice(5),
    },
    {
      gates: ['Configuration'],
      when: 'a directory is in the way of the file',
      faults: { STANDIN_IN_THE_WAY: 'home/.pbuf/data_preparation_config.json/' },
      end: 'rolled back',
      undone: ALL.slice(4),
    },
    {
      gates: ['Integration'],
      when: 'the framework fails and the old way takes over',
      faults: told('preparation-fails'),
      end: 'rolled back',
      undone: ALL.slice(3),
    },
    { gates: ['Deployment'], when: 'the script fails', faults: told('script-fails'), end: 'rolled back', undone: ALL.slice(2) },
    { gates: ['Operation'], when: 'the service dies', faults: told('service-dies'), end: 'rolled back', undone: ALL },
    { gates: ['First minutes'], when: 'errors are logged', faults: told('errors-logged'), end: 'rolled back', undone: ALL },
    { gates: ['A day later'], when: 'the framework is sick', faults: told('sick-a-day-later'), end: 'deployed' },
  ],
});

const here = PYTHON === undefined ? test.skip : test;

here('a laptop has the tools for development and no service', async () => {
  const standIn = await dataPreparation();
  const run = await runReference('data-preparation', standIn, { environment: 'local', followUps: true });
  expect({ outcome: run.outcome, story: run.story }).toEqual({ outcome: 'DEPLOYED', story: expect.any(String) });
  expect(run.verdicts).toHaveProperty(['Install the tools for development'], 'pass');
  expect(run.verdicts).not.toHaveProperty(['Install and start the service']);
  await standIn.remove();
});

here('a second deployment that fails brings back the first one: its environment, its service, its report', async () => {
  const standIn = await dataPreparation();
  const first = await runReference('data-preparation', standIn, { environment: 'production', version: '1.0.0' });
  expect({ outcome: first.outcome, story: first.story }).toEqual({ outcome: 'DEPLOYED', story: expect.any(String) });
  const { [CACHED]: cached, ...deployed } = await standIn.state();
  expect(cached).toBeDefined();
  const variables = { ...standIn.variables, ...told('errors-logged') };
  const second = await runReference('data-preparation', { ...standIn, variables }, { environment: 'production', version: '1.1.0' });
  expect({ outcome: second.outcome, story: second.story }).toEqual({ outcome: 'ROLLED_BACK', story: expect.any(String) });
  expect(await standIn.state()).toEqual(deployed);
  await standIn.remove();
});
