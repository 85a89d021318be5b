import { createHash } from 'node:crypto';
import type { Plan } from './model.ts';

/** SHA-256 (hex) of a plan: two deployments with the same hash run the same machine. */
export const planHash = (plan: Plan): string => createHash('sha256').update(JSON.stringify(plan)).digest('hex');
