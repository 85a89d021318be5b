import type { Code } from '../blocks/block.ts';
import { splitBox } from '../blocks/boxes.ts';
import { codeSpans, plain } from '../blocks/inline.ts';
import type { SourceItem } from '../items/item.ts';
import type { Draft } from './draft.ts';
import { approval, fromItemWithCode } from './from-code.ts';
import { noteOf } from './note.ts';
import type { DocumentSense } from './surroundings.ts';

const TARGET =
  /target|goal|threshold|\bslo\b|limit|ziel|grenzwert|objectif|cible|seuil|objetivo|umbral|\bmeta\b|limite|目標|目标|阈值|閾値/i;
const COMMAND = /command|how|befehl|commande|comando|コマンド|命令/i;
const EXPECTED = /expect|criteri|erwart|attendu|esperad|期待|预期|result(?!s of)/i;
/** What was and what is: told, not asked. */
const DONE = /^(?:before|after|improvement|change|vorher|nachher|avant|après|antes|después|depois)$/i;
const CHECKS =
  /check|task|step|action|item|status|done|prüf|schritt|aufgabe|étape|tâche|vérif|paso|tarea|verific|tarefa|passo|確認|項目|手順|检查|步骤|状态/i;
const ASKED = /^(?:check|smoke|deploy|migrate|backup|prerequisite|metrics|monitor|sign-off|communication)$/;

const told = (cells: Readonly<Record<string, string>>, title: string): string[] =>
  Object.entries(cells)
    .map(([column, cell]) => [column, plain(cell)] as const)
    .filter(([, cell]) => cell !== '' && cell !== title && !/^_+$/.test(cell))
    .map(([column, cell]) => `${column}: ${cell}`);

/** What a row of a table becomes: a check where a cell holds its command, an approval where it is to be looked at, or a note. */
export function fromRow(item: SourceItem, document: DocumentSense): Draft[] {
  const cells = item.cells ?? {};
  const columns = Object.keys(cells);
  const boxed = Object.values(cells).map((cell) => splitBox(cell).box);
  const row: SourceItem = { ...item, words: told(cells, item.title), done: boxed.includes('done') };
  const measured = columns.some((column) => TARGET.test(column));
  const asked =
    boxed.some((box) => box !== undefined) ||
    columns.some((column) => CHECKS.test(column)) ||
    (item.sense !== undefined && ASKED.test(item.sense));
  if (measured) return [{ item: row, out: approval(row, row.title, row.words), why: 'nothing says how to measure it', look: 'metric' }];
  if (columns.filter((column) => DONE.test(column)).length > 1) return [{ item: row, out: noteOf(row, 'For information'), look: 'plain' }];
  if (!asked && (document.hasTasks || item.sense !== undefined)) return [{ item: row, out: noteOf(row, 'For information'), look: 'plain' }];
  const command = columns.filter((column) => COMMAND.test(column)).flatMap((column) => codeSpans(cells[column] ?? ''));
  if (command.length === 1) {
    const code: Code = { kind: 'code', line: item.line, language: 'bash', text: command[0] ?? '' };
    const expected = columns
      .filter((column) => EXPECTED.test(column) && !COMMAND.test(column))
      .map((column) => (cells[column] ?? '').replaceAll('**', '').trim())
      .filter((text) => text !== '');
    // The words of a row are one item: what of them cannot be told leaves all of it to a person.
    const [draft, ...left] = fromItemWithCode(
      { ...row, kind: 'task', code: [code], expected: expected.map((text) => ({ line: item.line, text: `Expected: ${text}` })) },
      [code],
      document,
    );
    if (draft !== undefined && left.length === 0) {
      const asks = draft.out.to === 'step' && draft.out.step.verb === 'approve';
      return [{ ...draft, item: row, out: asks ? approval(row, row.title, row.words) : draft.out }];
    }
    return [
      { item: row, out: approval(row, row.title, row.words), why: 'it is not certain how to tell what is expected', look: 'expectation' },
    ];
  }
  return [{ item: row, out: approval(row, row.title, row.words) }];
}
