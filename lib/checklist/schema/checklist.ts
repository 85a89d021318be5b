import { z } from 'zod';
import { duration } from './duration.ts';
import { environment, recipient } from './environment.ts';
import { kebabObject } from './kebab.ts';
import { identifier, slug } from './names.ts';
import { step } from './step.ts';

const stepTitle = z.string().min(1);

/** What happens when a gate says no. */
const noGo = z.union([
  z.enum(['rollback', 'stop', 'ask']).describe('undo what was attempted; stop and leave it; or ask a person'),
  z.strictObject({ rollback: slug.describe('the partial rollback, by its name under `rollback.plans`') }),
]);
export type NoGo = z.output<typeof noGo>;

const phase = kebabObject({
  phase: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .regex(/^[^\r\n]*$/, 'expected one line')
    .describe('the title'),
  id: identifier.describe('short name in states and records (default: made from the title)').optional(),
  'no-go': noGo.describe('what happens when the gate at the end says no (default: rollback)').optional(),
  'max-warnings': z.number().int().min(0).describe('how many warnings the gate lets pass (default: any number)').optional(),
  after: duration.describe('makes the phase a follow-up: it runs this long after the deployment was closed, without the lock').optional(),
  steps: z.array(step).min(1).describe('what is done and looked at, in order; neighbouring checks run side by side'),
});
export type Phase = z.output<typeof phase>;

const EVENTS = [
  'opened',
  'no-go',
  'approval-needed',
  'deployed',
  'stopped',
  'rolled-back',
  'rollback-failed',
  'aborted',
  'follow-up',
] as const;
/** What a notification can be about. */
export type NotificationEvent = (typeof EVENTS)[number];

const notification = kebabObject({
  on: z.array(z.enum(EVENTS)).min(1).describe('what it is about'),
  to: z.array(recipient).min(1).describe('who gets it'),
  text: z.string().min(1).describe('words put before the facts').optional(),
  only: z.array(slug).min(1).describe('the environments whose deployments are told (default: all)').optional(),
  level: z.number().int().min(1).max(9).describe('escalation level, shown in the subject').optional(),
});
export type NotificationRule = z.output<typeof notification>;

const WEEKLY = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun) ([01]\d|2[0-3]):[0-5]\d$/;
const DATED = /^\d{4}-\d{2}-\d{2}(T([01]\d|2[0-3]):[0-5]\d)?$/;
/** `Fri 16:00`, as against a date. */
export const isWeekly = (moment: string): boolean => WEEKLY.test(moment);
const moment = z
  .string()
  .refine((text) => WEEKLY.test(text) || DATED.test(text), {
    error: 'expected a weekday and time such as "Fri 16:00", or a date such as 2026-12-24 or 2026-12-24T18:00',
  })
  .meta({ examples: ['Fri 16:00', '2026-12-24'] });

const isZone = (zone: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
};

const freeze = kebabObject({
  from: moment.describe('when it begins'),
  to: moment.describe('when it ends'),
  zone: z
    .string()
    .refine(isZone, { error: 'expected a time zone such as Europe/Berlin' })
    .describe('time zone of both (default: UTC)')
    .optional(),
  because: z.string().min(1).describe('why nothing is deployed then'),
});
export type FreezeWindow = z.output<typeof freeze>;

const rollback = kebabObject({
  plans: z.record(slug, z.array(stepTitle).min(1)).describe('name → titles of the actions that this partial rollback undoes').optional(),
  verify: z.array(stepTitle).min(1).describe("titles of checks that must pass after a rollback, besides the baseline's own").optional(),
  'on-undo-failure': z
    .enum(['continue', 'stop'])
    .describe('whether the other undos still run when one fails (default: continue)')
    .optional(),
});

/** What must happen, in order. */
export const checklist = kebabObject({
  checklist: slug.describe('the name: part of ids, states and resources'),
  summary: z.string().describe('what it is for, in a line').optional(),
  owner: z.string().min(1).describe('the team that keeps it').optional(),
  environments: z
    .record(slug, environment)
    .refine((all) => Object.keys(all).length > 0, { error: 'expected at least one environment' })
    .describe('where it can run'),
  rollback: rollback.describe('partial rollbacks, and what is looked at after any rollback').optional(),
  freeze: z.array(freeze).describe('when no deployment may open').optional(),
  notify: z.array(notification).describe('who hears of what, besides `notify` of the environment').optional(),
  notes: z.array(z.string().min(1)).describe('what this checklist cannot check, and why').optional(),
  phases: z.array(phase).min(1).describe('groups of steps; each ends in a go/no-go gate'),
});
export type Checklist = z.output<typeof checklist>;
