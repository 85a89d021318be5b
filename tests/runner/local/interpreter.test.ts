import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import type { Definition } from '../../../lib/pipeline/definition.ts';
import { functionArn } from '../../../lib/pipeline/handlers.ts';
import { type Interpretation, interpret } from '../../../lib/runner/local/interpreter.ts';
import { SOME_DEPLOYMENT } from '../../some-deployment.ts';

const asking = (timeoutSeconds: number): Definition => ({
  StartAt: 'Ask',
  States: {
    Ask: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Parameters: { FunctionName: functionArn('approve'), 'Payload.$': '$' },
      TimeoutSeconds: timeoutSeconds,
      Next: 'Wait',
    },
    Wait: { Type: 'Wait', Seconds: 1, End: true },
  },
});

const run = (definition: Definition, invoke: Interpretation['invoke'], waitMs = 0) =>
  interpret(definition, { deployment: SOME_DEPLOYMENT }, { invoke, waitMs: () => waitMs, onState: () => {} }, new AbortController().signal);

describe('the interpreter', () => {
  // More than a timer of Node can count: it would be up at once.
  test.each([60, 30 * 24 * 3_600, 99_999_999])('lets a task that may take %i seconds take its time', async (seconds) => {
    let asked = false;
    const execution = await run(asking(seconds), async () => {
      asked = true;
      for (let turns = 0; turns < 1_000; turns++) await turn();
      return {};
    });
    expect(asked).toBe(true);
    expect(execution).toEqual({});
  });

  test('gives a check that looks again the time that it waits for its next look', async () => {
    const definition = asking(1);
    const { Ask } = definition.States;
    const repeated = { ...Ask, Parameters: { ...(Ask?.Parameters as object), Payload: { step: { repetition: { everyMs: 5_000 } } } } };
    const execution = await run({ ...definition, States: { ...definition.States, Ask: repeated } }, async () => {
      await new Promise((resolve) => setTimeout(resolve, 1_100));
      return {};
    });
    expect(execution).toEqual({});
  });

  test('refuses a payload that Step Functions would not take', async () => {
    const { error, cause } = await run(asking(60), () => Promise.resolve({ text: 'x'.repeat(300_000) }));
    expect(error).toBeDefined();
    expect(cause).toMatch(/state Ask has a payload of 300\d+ bytes; Step Functions takes at most 262144/);
  });
});
