import { z } from 'zod';
import { kebabObject } from '../../checklist/schema/kebab.ts';

/** One invocation of a Lambda function; what it answers is the output. A function error is a failure. */
export const lambdaProbe = z.union([
  z.string().min(1).describe("the function's name or ARN, invoked with {}"),
  kebabObject({
    function: z.string().min(1).describe("the function's name or ARN; `$NAME` is replaced"),
    payload: z.json().describe('what it is invoked with (default: {}); `$NAME` inside texts is replaced').optional(),
  }),
]);
