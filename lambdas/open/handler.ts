import { onLambda } from '../runtime/on-lambda.ts';
import { open } from './open.ts';

/** Opens a deployment: freeze windows, promotion, lock, first record. */
export const handler = onLambda(open);
