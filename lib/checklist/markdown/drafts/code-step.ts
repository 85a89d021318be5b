import type { Probe } from '../../../probes/schema.ts';
import type { Step } from '../../schema/step.ts';
import type { ActionUse, BackupUse, CheckUse } from '../code/use.ts';

const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const LENGTH = String.raw`(\d{1,4})\s*(s|m|h|d)(?:ec(?:ond)?s?|in(?:ute)?s?|ours?|rs?|ays?)?\b`;
const EVERY = new RegExp(String.raw`\bevery\s+${LENGTH}`, 'i');
const FOR = new RegExp(String.raw`\bfor\s+(?:the\s+)?(?:first\s+|next\s+|at least\s+)?${LENGTH}`, 'i');

const lengthIn = (text: string, pattern: RegExp): number | undefined => {
  const [, count, unit = ''] = pattern.exec(text) ?? [];
  const length = Number(count) * (UNITS[unit.toLowerCase()] ?? Number.NaN);
  return Number.isFinite(length) && length > 0 ? length : undefined;
};

/** How long and how often something is watched, where the words say both: `every 5 minutes for 1 hour`. */
export function watchIn(words: string): { readonly for: number; readonly every: number } | undefined {
  const [every, period] = [lengthIn(words, EVERY), lengthIn(words, FOR)];
  return every === undefined || period === undefined || every > period ? undefined : { for: period, every };
}

const asksHealth = (probe: Probe): boolean => probe.kind === 'http' && /health|ready|alive|ping|status/i.test(probe.url);

/** The check that a piece of code is. `smoke`: it stands among smoke tests; `watch`: it is looked at for a while. */
export function checkStep(use: CheckUse, title: string, details: string, smoke: boolean, watch: ReturnType<typeof watchIn>): Step {
  const { probe, expect, value, target, advisory } = use;
  const rest = {
    title,
    probe,
    ...(details === '' ? {} : { details }),
    ...(expect === undefined ? {} : { expect }),
    ...(value === undefined ? {} : { value }),
    ...(advisory === undefined ? {} : { advisory }),
  };
  if (target !== undefined) return { verb: 'measure', ...rest, target };
  if (watch !== undefined) return { verb: 'monitor', ...rest, ...watch };
  return { verb: smoke || asksHealth(probe) ? 'smoke-test' : 'validate', ...rest };
}

export function actionStep(use: BackupUse | ActionUse, title: string, details: string): Step {
  const rest = { title, probe: use.probe, ...(details === '' ? {} : { details }) };
  if (use.kind === 'backup') return { verb: 'backup', ...rest };
  return { verb: use.verb, ...rest, undo: { kind: 'undo', probe: { kind: 'command', run: use.reverse.text } } };
}
