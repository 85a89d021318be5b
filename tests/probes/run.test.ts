import { expect, test } from '@jest/globals';
import { judge } from '../../lib/probes/judge.ts';
import { runProbe } from '../../lib/probes/run.ts';
import { contextWith } from './probe-context.ts';

test('a probe is run by its kind and its result can be judged', async () => {
  const result = await runProbe({ kind: 'command', run: 'exit 4' }, contextWith());
  const { verdict, reason } = judge({ kind: 'command', result, looksOnly: true, values: {}, secrets: [] });
  expect(verdict).toBe('fail');
  expect(reason).toMatch(/^got exit code 4 in \d+ ms, expected 0$/);
});

test('a probe that breaks is unable, it does not throw', async () => {
  const result = await runProbe({ kind: 'command', run: 'true' }, contextWith({ timeoutMs: -1 }));
  expect(result).toMatchObject({ kind: 'unable', reason: expect.stringContaining('the command probe broke') });
});
