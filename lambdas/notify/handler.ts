import { onLambda } from '../runtime/on-lambda.ts';
import { notify } from './notify.ts';

/** Publishes what happened. */
export const handler = onLambda(notify);
