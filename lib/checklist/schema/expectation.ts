import { z } from 'zod';
import { comparison, parseRegex } from './comparison.ts';
import { duration } from './duration.ts';
import { kebabObject } from './kebab.ts';

/** Where something stands in what a probe saw. */
export const valuePath = z
  .string()
  .refine((text) => text.startsWith('$') || parseRegex(text) !== undefined, {
    error: "expected a JSONPath such as $[0]['Execution Time'], or a regular expression with a group such as /^errors (\\d+)/m",
  })
  .describe('where the value stands in the output: a JSONPath, or a regular expression whose first group it is');

/** What must hold of what a probe saw. */
export const expectation = kebabObject({
  'exit-code': comparison.describe('of a command (default: 0)').optional(),
  status: comparison.describe('of an HTTP answer (default: 2xx)').optional(),
  output: comparison.describe("of the probe's whole output: standard output, body, rows as text, or the function's answer").optional(),
  'error-output': comparison.describe("of a command's standard error").optional(),
  json: z.record(z.string(), comparison).describe('JSONPath → what must stand there').optional(),
  headers: z.record(z.string(), comparison).describe('header → what it must hold').optional(),
  rows: comparison.describe('how many rows a statement gives').optional(),
  value: comparison.describe('of the number or text that `value` points at').optional(),
  within: duration.describe('how long it may take').optional(),
});
export type Expectation = z.output<typeof expectation>;
