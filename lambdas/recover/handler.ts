import { onLambda } from '../runtime/on-lambda.ts';
import { recover } from './recover.ts';

/** Finds out what a deployment that died had attempted. */
export const handler = onLambda(recover);
