import type { z } from 'zod';
import { commandProbe } from './command/schema.ts';
import { httpProbe } from './http/schema.ts';
import { lambdaProbe } from './lambda/schema.ts';
import { metricProbe } from './metric/schema.ts';
import { sqlProbe } from './sql/schema.ts';

/** Every probe that a step may use, by the key it is written under. Add a folder, then a line here. */
export const probeShape = {
  command: commandProbe.describe('run a shell command on the host').optional(),
  http: httpProbe.describe('send an HTTP request').optional(),
  sql: sqlProbe.describe('run a Postgres statement').optional(),
  metric: metricProbe.describe('ask Prometheus for a value').optional(),
  lambda: lambdaProbe.describe('invoke a Lambda function').optional(),
} as const;

export type ProbeKind = keyof typeof probeShape;
export const PROBE_KINDS = Object.keys(probeShape) as readonly ProbeKind[];

type Written = { [K in ProbeKind]: NonNullable<z.output<(typeof probeShape)[K]>> };
type Long<K extends ProbeKind> = Exclude<Written[K], string>;

export type CommandProbe = { readonly kind: 'command' } & Long<'command'>;
export type HttpProbe = { readonly kind: 'http' } & Long<'http'>;
export type SqlProbe = { readonly kind: 'sql' } & Long<'sql'>;
export type MetricProbe = { readonly kind: 'metric' } & Long<'metric'>;
export type LambdaProbe = { readonly kind: 'lambda' } & Long<'lambda'>;

/** How a step looks or acts. */
export type Probe = CommandProbe | HttpProbe | SqlProbe | MetricProbe | LambdaProbe;

/** The key that a probe's short form (a plain text) stands for. */
const MAIN_KEY = { command: 'run', http: 'url', sql: 'query', metric: 'query', lambda: 'function' } as const satisfies Record<
  ProbeKind,
  string
>;

/** The probe among the keys of a step, in its long form; undefined when none is written. */
export function probeFrom(keys: Readonly<Record<string, unknown>>): Probe | undefined {
  const kind = PROBE_KINDS.find((each) => keys[each] !== undefined);
  if (kind === undefined) return undefined;
  const written = keys[kind];
  const long = typeof written === 'string' ? { [MAIN_KEY[kind]]: written } : (written as object);
  return { kind, ...long } as Probe;
}

/** The keys that write a probe: the short form where it says everything. */
export function probeKeys(probe: Probe): Record<string, unknown> {
  const { kind, ...long } = probe;
  const main = MAIN_KEY[kind];
  const short = Object.keys(long).length === 1 && main in long;
  return { [kind]: short ? (long as Record<string, unknown>)[main] : long };
}
