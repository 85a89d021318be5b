import { onLambda } from '../runtime/on-lambda.ts';
import { ask } from './ask.ts';

/** Asks a person; the machine waits for the answer. */
export const handler = onLambda(ask);
