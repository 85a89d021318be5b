import { describe, expect, test } from '@jest/globals';
import type { Checklist } from '../../lib/checklist/schema/checklist.ts';
import { planChecklist } from '../../lib/plan/build.ts';
import { misreadings } from '../../lib/plan/misread.ts';
import type { Probe } from '../../lib/probes/schema.ts';

const checklistWith = (probe: Probe, variable = 'x'): Checklist => ({
  checklist: 'shop',
  environments: { local: { variables: { NAME: variable } } },
  phases: [{ phase: 'Look', steps: [{ verb: 'validate', title: 'Look at it', probe }] }],
});

const told = (probe: Probe, variable?: string) => misreadings(planChecklist(checklistWith(probe, variable), 'local'));
const lambda = (payload: unknown): Probe => ({ kind: 'lambda', function: 'f', payload }) as Probe;

describe('what a state machine would not hand on as it is written', () => {
  test.each([
    ['a key that reads as a path', lambda({ 'order.$': 'a' }), /"order\.\$" ends with "\.\$"/],
    ['a key that calls a function of CloudFormation', lambda({ deep: [{ 'Fn::Join': ['', []] }] }), /"Fn::Join"/],
    ['a text that CDK keeps for itself', { kind: 'command', run: 'echo $' + '{Token[TOKEN.1]}' } as Probe, /Token\[/],
    ['a number that CDK keeps for itself', lambda({ number: -1.8881545897087626e289 }), /-1\.888/],
  ])('%s is told, with the step that it stands in', (_, probe, words) => {
    expect(told(probe)).toEqual([{ title: 'Look at it', message: expect.stringMatching(words) }]);
  });

  test('such a text in a variable is told too', () => {
    expect(told({ kind: 'command', run: 'true' }, '#' + '{Token[TOKEN.7]}')).toHaveLength(1);
  });

  test('ordinary texts that look a little like it are fine', () => {
    expect(told({ kind: 'command', run: 'echo $' + '{Token} $1.$ Fn::x' }, '$.x')).toEqual([]);
    expect(told(lambda({ Ref: 'refs/heads/main', path: '$.x', list: [null, '', 1e300] }))).toEqual([]);
  });
});
