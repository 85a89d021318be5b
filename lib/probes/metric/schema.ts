import { z } from 'zod';
import { kebabObject } from '../../checklist/schema/kebab.ts';

/** An instant query to a Prometheus server. The query must give exactly one value. */
export const metricProbe = z.union([
  z.string().min(1).describe('a PromQL query, sent to $PROMETHEUS_URL'),
  kebabObject({
    query: z.string().min(1).describe('a PromQL query that gives one value'),
    prometheus: z.string().min(1).describe("the server's address (default: $PROMETHEUS_URL)").optional(),
  }),
]);
