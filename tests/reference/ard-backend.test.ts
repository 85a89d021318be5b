import { ardBackend } from '../standins/ard-backend/stand-in.ts';
import { describeReference } from './describe-reference.ts';

const version = (mistake: string) => ({ STANDIN_MISTAKE: mistake });
const SERVED = ['Serve the version'];

describeReference({
  name: 'ard-backend',
  environments: ['production'],
  environment: 'production',
  standIn: ardBackend,
  failingPaths: [
    { gates: ['Before the deployment'], when: 'CI failed', faults: version('failed-in-ci'), end: 'stopped' },
    { gates: ['Before the deployment'], when: 'the security audit found something', faults: version('is-vulnerable'), end: 'stopped' },
    { gates: ['Deploy'], when: 'the image does not start', faults: version('does-not-start'), end: 'rolled back', undone: SERVED },
    { gates: ['Health'], when: 'the database is not connected', faults: version('has-no-database'), end: 'rolled back', undone: SERVED },
    {
      gates: ['Smoke tests'],
      when: 'the API answers with 502',
      faults: version('answers-with-errors'),
      end: 'rolled back',
      undone: SERVED,
    },
    { gates: ['Smoke tests'], when: 'the API takes too long', faults: version('answers-slowly'), end: 'rolled back', undone: SERVED },
    {
      gates: ['First hour'],
      when: 'it fails after some minutes',
      faults: version('fails-soon'),
      end: 'rolled back',
      undone: ['Write the deployment record', ...SERVED],
    },
    {
      gates: ['First week', 'Weeks 7 and 8', 'Weeks 9 and 10', 'Weeks 11 and 12', 'A quarter later'],
      when: 'it fails after some days',
      faults: version('fails-later'),
      end: 'deployed',
    },
  ],
});
