import { onLambda } from '../runtime/on-lambda.ts';
import { judge } from './judge.ts';

/** Decides go or no-go at the end of a phase, and after a rollback. */
export const handler = onLambda(judge);
