import { describe, expect, test } from '@jest/globals';
import aslValidator from 'asl-validator';
import { type Definition, definitionsOf } from '../../lib/pipeline/definition.ts';
import { disagreements } from './disagreements.ts';
import { allPlans } from './plans.ts';

const machines = allPlans().flatMap(({ name, plan }) =>
  Object.entries(definitionsOf(plan)).map(([machine, definition]) => ({ name: `${machine} ${name}`, definition })),
);

describe('what is generated is read alike by AWS, by the local interpreter and by the documentation', () => {
  test.each(machines)('$name', ({ definition }) => {
    expect(disagreements(definition)).toEqual([]);
  });

  test.each(machines)('$name is valid', ({ definition }) => {
    const { errors } = aslValidator(definition as unknown as Parameters<typeof aslValidator>[0], { checkPaths: true, checkArn: false });
    expect(errors).toEqual([]);
  });
});

const task = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', TimeoutSeconds: 5, End: true };
const flow = (...states: readonly object[]): Definition => ({
  StartAt: 'S0',
  States: Object.fromEntries(states.map((state, index) => [`S${index}`, state as Definition['States'][string]])),
});
const choice = (rule: object): Definition =>
  flow({ Type: 'Choice', Choices: [{ ...rule, Next: 'S1' }], Default: 'S1' }, { Type: 'Succeed' });

describe('what is not read alike is refused', () => {
  const refused: readonly (readonly [what: string, definition: Definition, words: string])[] = [
    ['IsPresent: false', choice({ Variable: '$.a', IsPresent: false }), 'IsPresent: false'],
    ['IsNull: false', choice({ Variable: '$.a', IsNull: false }), 'IsNull: false'],
    ['a choice without a default', flow({ Type: 'Choice', Choices: [] }), 'without a default'],
    ['a comparison of what may be missing', choice({ Variable: '$.a.b', StringEquals: 'x' }), 'may be missing'],
    ['a filter', flow({ ...task, InputPath: '$.steps[?(@.verdict)]' }), 'filter'],
    ['a wildcard', flow({ ...task, ResultSelector: { 'all.$': '$.list[*].x' } }), 'wildcard'],
    ['a result at the root', flow({ ...task, ResultPath: '$' }), 'result at "$"'],
    ['a bare result', flow({ Type: 'Pass', Result: false, End: true }), 'bare value'],
    ['the context object', flow({ ...task, Parameters: { 'at.$': '$$.State.EnteredTime' } }), 'context object'],
    ['a token outside a task that waits for one', flow({ ...task, Parameters: { 'token.$': '$$.Task.Token' } }), 'context object'],
    ['other intrinsics', flow({ ...task, Parameters: { 'x.$': "States.Format('{}', $.x)" } }), 'States.Format'],
    ['a parsed cause', flow({ ...task, Parameters: { 'x.$': 'States.StringToJson($.error.Cause)' } }), 'cause'],
    ['a task without a timeout', flow({ Type: 'Task', Resource: task.Resource, End: true }), 'without a timeout'],
    ['JSONata', flow({ ...task, QueryLanguage: 'JSONata' }), 'query language'],
    ['variables', flow({ ...task, Assign: { x: 1 } }), 'query language'],
    ['a number as a text', flow({ Type: 'Wait', Seconds: '5', End: true }), 'whole number'],
    ['a check that may throw beside others', flow({ Type: 'Parallel', Branches: [flow(task)], End: true }), 'catches not everything'],
    ['two states of one name', flow({ Type: 'Parallel', Branches: [flow({ Type: 'Succeed' })], End: true }), 'two states'],
    ['a retry of what a handler throws', flow({ ...task, Retry: [{ ErrorEquals: ['States.ALL'] }] }), 'retry of States.ALL'],
  ];

  test.each(refused)('%s', (_, definition, words) => {
    expect(disagreements(definition)).toEqual(expect.arrayContaining([expect.stringContaining(words)]));
  });
});
