import { z } from 'zod';
import { PROBE_KINDS, type Probe, probeFrom, probeKeys, probeShape } from '../../probes/schema.ts';
import { regression, target } from './comparison.ts';
import { duration } from './duration.ts';
import { expectation, valuePath } from './expectation.ts';
import { type CamelKeys, camelKeys, kebabKeys, kebabObject } from './kebab.ts';
import { identifier, slug, variableName } from './names.ts';
import { oneProbe } from './one-probe.ts';
import { readUndo, type Undo, undo, writeUndo } from './undo.ts';

export const CHECK_VERBS = ['validate', 'smoke-test', 'measure', 'monitor'] as const;
export const ACTION_VERBS = ['backup', 'migrate', 'deploy'] as const;
export const VERBS = [...CHECK_VERBS, ...ACTION_VERBS, 'approve'] as const;
export type Verb = (typeof VERBS)[number];

const title = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[^\r\n]*$/, 'expected one line');

const retry = kebabObject({
  attempts: z.number().int().min(1).max(100).describe('how often it is tried in all'),
  every: duration.describe('how long to wait between two tries (default: 1s)').optional(),
});

const common = {
  id: identifier.describe('short name in states and records (default: made from the title)').optional(),
  details: z.string().describe('more words for the person who reads along').optional(),
  only: z.array(slug).min(1).describe('the environments in which the step applies (default: all)').optional(),
};

const probing = {
  ...probeShape,
  timeout: duration.describe('how long one try may take (default: 5m)').optional(),
  expect: expectation.describe('what must hold').optional(),
  capture: z
    .record(variableName, valuePath)
    .describe('name → where the value stands in the output; later steps and undos get it as `$NAME`')
    .optional(),
};

const checking = {
  ...common,
  ...probing,
  value: valuePath.optional(),
  retry: retry.describe('how often it is tried before it counts').optional(),
  advisory: z.boolean().describe('true: a failure is only a warning').optional(),
  baseline: z
    .boolean()
    .describe('true: also runs before the first action and after a rollback (default: true for smoke-test and measure)')
    .optional(),
};

const acting = {
  ...common,
  ...probing,
  undo: undo.describe('how a rollback takes it back, or `none`').optional(),
  because: z.string().min(1).describe('why it cannot be undone').optional(),
};

type Rest<S extends z.ZodRawShape> = CamelKeys<Omit<z.output<z.ZodObject<S>>, keyof typeof probeShape | 'undo'>>;
type HasProbe<S> = S extends { command: unknown } ? { readonly probe: Probe } : unknown;
type HasUndo<S> = S extends { undo: unknown } ? { readonly undo?: Undo } : unknown;
type Read<V extends Verb, S extends z.ZodRawShape> = { readonly verb: V; readonly title: string } & Readonly<Rest<S>> &
  HasProbe<S> &
  HasUndo<S>;

/** A step is written with its verb as the key of its title; it is read as `{ verb, title, probe, … }`. */
function stepOf<const V extends Verb, S extends z.ZodRawShape>(verb: V, meaning: string, shape: S) {
  const probes = 'command' in shape;
  const object = z.strictObject({ [verb]: title.describe(meaning), ...shape } as { [K in V]: typeof title } & S);
  const written = probes ? object.superRefine(oneProbe) : object;
  return z.codec(
    written,
    z.custom<Read<V, S>>((value) => (value as { verb?: unknown } | null)?.verb === verb),
    {
      decode: (keys: object): Read<V, S> => {
        const { [verb]: words, ...rest } = keys as Record<string, unknown>;
        const { undo: compensation, ...others } = Object.fromEntries(
          Object.entries(rest).filter(([key]) => !(PROBE_KINDS as readonly string[]).includes(key)),
        );
        const probe = probes ? probeFrom(rest) : undefined;
        return {
          verb,
          title: words,
          ...(probe === undefined ? {} : { probe }),
          ...camelKeys(others),
          ...(compensation === undefined ? {} : { undo: readUndo(compensation) }),
        } as unknown as Read<V, S>;
      },
      encode: (read, context) => {
        if (read.verb !== verb) {
          context.issues.push({ code: 'custom', message: `not a ${verb}`, input: read });
          return z.NEVER;
        }
        const {
          verb: _,
          title: words,
          probe,
          undo: compensation,
          ...rest
        } = read as Record<string, unknown> & { probe?: Probe; undo?: Undo };
        return {
          [verb]: words,
          ...(probe === undefined ? {} : probeKeys(probe)),
          ...kebabKeys(rest),
          ...(compensation === undefined ? {} : { undo: writeUndo(compensation) }),
        } as z.output<typeof object>;
      },
    },
  );
}

const checkSteps = [
  stepOf('validate', 'check: something that must hold', checking),
  stepOf(
    'smoke-test',
    'check: the system answers as its users need it to; also runs before the first action and after a rollback',
    checking,
  ),
  stepOf('measure', 'check: a number, against a target or against its value before the first change', {
    ...checking,
    value: valuePath
      .describe('where the number stands (default: the latency of an `http` answer, the only cell of a `sql` result)')
      .optional(),
    target: target.describe('what the value must reach').optional(),
    regression: regression.describe('how much worse than its baseline the value may be; negative when it must be better').optional(),
  }),
  stepOf('monitor', 'check: something that must hold for a while', {
    ...checking,
    for: duration.describe('how long it is watched'),
    every: duration.describe('how often it is looked at'),
    'failure-limit': z.number().int().min(0).describe('how many looks may fail in all (default: 0)').optional(),
    'consecutive-error-limit': z.number().int().min(0).describe('how many looks in a row may be unable to tell (default: 4)').optional(),
  }),
] as const;

const actionSteps = [
  stepOf('backup', 'action: save what could be lost', acting),
  stepOf('migrate', 'action: change data or its structure', acting),
  stepOf('deploy', 'action: put the new version in place', acting),
] as const;

const approvalStep = stepOf('approve', 'ask a person', {
  ...common,
  within: duration.describe('how long the answer may take (default: 24h); no answer is a no').optional(),
  by: z
    .array(z.string().min(1))
    .min(1)
    .describe('who may answer: names or ARNs (default: anyone but the person who started the deployment)')
    .optional(),
});

/** One line of the checklist. */
export const step = z.union([...checkSteps, ...actionSteps, approvalStep]);

export type Step = z.output<typeof step>;
export type CheckStep = Extract<Step, { verb: (typeof CHECK_VERBS)[number] }>;
export type ActionStep = Extract<Step, { verb: (typeof ACTION_VERBS)[number] }>;
export type ApprovalStep = Extract<Step, { verb: 'approve' }>;
export type MeasureStep = Extract<Step, { verb: 'measure' }>;
export type MonitorStep = Extract<Step, { verb: 'monitor' }>;

const includes = (verbs: readonly Verb[], verb: Verb): boolean => verbs.includes(verb);
export const isCheck = (read: Step): read is CheckStep => includes(CHECK_VERBS, read.verb);
export const isAction = (read: Step): read is ActionStep => includes(ACTION_VERBS, read.verb);
export const isApproval = (read: Step): read is ApprovalStep => read.verb === 'approve';
