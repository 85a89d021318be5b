import type { DeploymentEvent } from '../../deployments/events.ts';
import { type Palette, paint } from '../../report/palette.ts';
import { oneLine } from '../../report/plain-text.ts';
import { dateTimeText, durationText, timeText } from '../../report/times.ts';
import { DECISION_TONES, DECISION_WORDS, outcomeTone, outcomeWords, VERDICT_TONES } from '../../report/wording.ts';
import type { Io } from '../io.ts';
import { type DisplayOutline, phaseOfStep, phaseTitleIn } from './outline.ts';
import { type Reporter, reporterOf } from './reporter.ts';

/** What an event is about, what came of it, and the words that are coloured. */
interface Telling {
  readonly subject: string;
  readonly result: string;
  readonly detail?: string;
}

/** Verbs that take long enough for a person to wonder what is going on. */
const TOLD_AT_START = ['backup', 'migrate', 'deploy', 'monitor'];

/** An event as one line for a pipe or a log: `12:03:44  Migrate › Add the index … pass in 1.2 s: exit code 0`. Times are UTC. */
export function plainLine(event: DeploymentEvent, outline: DisplayOutline, palette: Palette): string | undefined {
  const telling = tell(event, outline, palette);
  if (telling === undefined) return undefined;
  const detail = telling.detail === undefined ? '' : `: ${oneLine(telling.detail)}`;
  return `${palette.dim(timeText(event.at))}  ${oneLine(telling.subject)} … ${telling.result}${detail}`;
}

/** Lines on standard error. */
export const createPlain = (io: Pick<Io, 'err' | 'errColours'>, outline: DisplayOutline): Reporter =>
  reporterOf({
    event: (event) => {
      const line = plainLine(event, outline, io.errColours);
      if (line !== undefined) io.err(line);
    },
  });

function tell(event: DeploymentEvent, outline: DisplayOutline, palette: Palette): Telling | undefined {
  switch (event.event) {
    case 'deployment-opened':
      return { subject: `${event.checklist} ${event.version} → ${event.environment}`, result: `opened as ${oneLine(event.deployment)}` };
    case 'step-started':
      return TOLD_AT_START.includes(event.verb) ? { subject: place(event, outline), result: 'started' } : undefined;
    case 'step-finished':
      return {
        subject: place(event, outline),
        result: `${paint(palette, VERDICT_TONES[event.verdict], event.verdict)} in ${durationText(event.durationMs)}`,
        detail: event.reason,
      };
    case 'approval-requested':
      return {
        subject: place(event, outline),
        result: palette.yellow('waiting for an answer'),
        detail: `gonogo approve ${event.deployment} ${event.step}, before ${dateTimeText(event.expiresAt)} UTC`,
      };
    case 'approval-answered':
      return { subject: place(event, outline), result: event.answer, detail: `by ${event.by}` };
    case 'gate-decided':
      return {
        subject: `Go/no-go: ${event.title.replace(/^go\/no-go:\s*/i, '')}`,
        result: palette.bold(paint(palette, DECISION_TONES[event.decision], DECISION_WORDS[event.decision])),
        detail: event.reason,
      };
    case 'undo-started':
      return { subject: `Rollback › Undo: ${event.title}`, result: 'started' };
    case 'undo-finished':
      return {
        subject: `Rollback › Undo: ${event.title}`,
        result: `${paint(palette, VERDICT_TONES[event.verdict], event.verdict)} in ${durationText(event.durationMs)}`,
        detail: event.reason,
      };
    case 'deployment-closed':
      return {
        subject: oneLine(event.deployment),
        result: `${palette.bold(paint(palette, outcomeTone(event.outcome), outcomeWords(event.outcome)))} after ${durationText(event.durationMs)}`,
        detail: event.reason,
      };
  }
}

type Placed = Extract<DeploymentEvent, { step: string }> & { readonly phase?: string; readonly purpose?: string };

function place(event: Placed, outline: DisplayOutline): string {
  const phase = event.phase === undefined ? phaseOfStep(outline, event.step) : phaseTitleIn(outline, event.phase);
  const where = event.purpose === 'baseline' ? 'Baseline' : event.purpose === 'verification' ? 'After the rollback' : phase;
  return where === undefined ? event.title : `${where} › ${event.title}`;
}
