import { z } from 'zod';
import { kebabObject } from '../../checklist/schema/kebab.ts';

/** An HTTP request. It passes on a 2xx answer, unless `expect` says otherwise. */
export const httpProbe = z.union([
  z.string().min(1).describe('the URL of a GET request'),
  kebabObject({
    url: z.string().min(1).describe('http:// or https:// address; `$NAME` is replaced, percent-encoded inside the query'),
    method: z.enum(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']).describe('default: GET, or POST with a body').optional(),
    headers: z.record(z.string(), z.string()).describe('request headers; `$NAME` is replaced').optional(),
    body: z.string().describe('request body as text; `$NAME` is replaced').optional(),
    json: z.json().describe('request body as JSON; `$NAME` inside texts is replaced').optional(),
    'follow-redirects': z.number().int().min(0).max(20).describe('how many redirects are followed (default: 5)').optional(),
  }),
]);
