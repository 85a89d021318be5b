import { onLambda } from '../runtime/on-lambda.ts';
import { close } from './close.ts';

/** Closes a deployment: the last record, the seal, the lock. */
export const handler = onLambda(close);
