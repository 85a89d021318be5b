import { onLambda } from '../runtime/on-lambda.ts';
import { act } from '../steps/act.ts';

/** Runs one `backup` step, at most once. */
export const handler = onLambda(act);
