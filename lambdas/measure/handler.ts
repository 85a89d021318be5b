import { onLambda } from '../runtime/on-lambda.ts';
import { check } from '../steps/check.ts';

/** Looks once for a `measure` step. */
export const handler = onLambda(check);
