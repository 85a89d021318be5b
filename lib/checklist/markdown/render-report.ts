import type { ImportReport, Look } from './report.ts';

const MAX_LINES = 12;

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

function placesOf({ lines }: Look): string {
  if (lines.length === 0) return '';
  const shown = lines.slice(0, MAX_LINES).join(', ');
  const more = lines.length > MAX_LINES ? ` and ${lines.length - MAX_LINES} more` : '';
  return ` [${lines.length === 1 ? 'line' : 'lines'} ${shown}${more}]`;
}

/** The report as text, for a terminal: counts first, then what needs a look, the most important first. No colour. */
export function renderImportReport(report: ImportReport): string {
  const { file, items, automated, byHand, notifications, notes, phases, look } = report;
  const head = [
    `${file.replace(/[\p{Cc}\p{Cf}]/gu, '')}: ${counted(items, 'item')} in ${counted(phases, 'phase')}`,
    `  ${automated} automated, ${byHand} by hand, ${counted(notifications, 'notification')}, ${counted(notes, 'note')}`,
  ];
  if (look.length === 0) return `${head.join('\n')}\n`;
  const rest = look.map((each, index) => `  ${index + 1}. ${each.message}${placesOf(each)}`);
  return `${[...head, '', 'Needs a look:', ...rest].join('\n')}\n`;
}
