import { describe, expect, test } from '@jest/globals';
import type { Checklist } from '../../lib/checklist/schema/checklist.ts';
import { planChecklist } from '../../lib/plan/build.ts';
import { misreadings } from '../../lib/plan/misread.ts';

const TOKEN = '$'.concat('{Token[TOKEN.1]}');

const told = (checklist: Partial<Checklist>) =>
  misreadings(
    planChecklist(
      {
        checklist: 'shop',
        environments: { local: {} },
        phases: [{ phase: 'Look', steps: [{ verb: 'validate', title: 'Look at it', probe: { kind: 'command', run: 'true' } }] }],
        ...checklist,
      },
      'local',
    ),
  );
const phase = (title: string, step: string): Checklist['phases'] => [
  { phase: title, steps: [{ verb: 'validate', title: step, probe: { kind: 'command', run: `echo ${TOKEN}` } }] },
];

describe('a text that CDK keeps for itself', () => {
  test('is told of in the title of a step, with the step', () => {
    expect(told({ phases: phase('Look', `Look at ${TOKEN}`) })).toEqual([
      { title: `Look at ${TOKEN}`, message: expect.stringContaining('in the name of a state') },
    ]);
  });

  test('is told of in the title of a phase', () => {
    expect(told({ phases: phase(TOKEN, 'Look at it') })).toEqual([{ message: expect.stringContaining('in the name of a state') }]);
  });

  test('is fine everywhere else', () => {
    expect(told({ phases: phase('Look', 'Look at it'), environments: { local: { variables: { NAME: TOKEN } } } })).toEqual([]);
  });
});
