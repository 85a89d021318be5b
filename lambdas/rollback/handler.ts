import { onLambda } from '../runtime/on-lambda.ts';
import { undo } from '../steps/undo.ts';

/** Undoes one action that was attempted. */
export const handler = onLambda(undo);
