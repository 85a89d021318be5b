import { z } from 'zod';
import { kebabObject } from '../../checklist/schema/kebab.ts';

/** A Postgres statement. Checks run it in a read-only transaction; `$NAME` becomes a bound parameter. */
export const sqlProbe = z.union([
  z.string().min(1).describe('one statement, run against $DATABASE_URL'),
  kebabObject({
    query: z.string().min(1).describe('one statement'),
    database: z.string().min(1).describe('a postgres:// address, usually a secret (default: $DATABASE_URL)').optional(),
  }),
]);
