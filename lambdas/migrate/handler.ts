import { onLambda } from '../runtime/on-lambda.ts';
import { act } from '../steps/act.ts';

/** Runs one `migrate` step, at most once. */
export const handler = onLambda(act);
