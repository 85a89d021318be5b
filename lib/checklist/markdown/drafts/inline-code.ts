import type { Code } from '../blocks/block.ts';
import { codeSpans, plain } from '../blocks/inline.ts';

const RUNS =
  /^(?:run|execute|ausführen|exécuter|lancer|ejecutar|executar|运行|执行|実行)?\s*[:：]?\s*`([^`]+)`\s*(?:passes|succeeds|works|exits with 0|is green|ausführen|を実行|を実行する)?\s*[.!。]?$/iu;
const ANSWERS =
  /(https?:\/\/[^\s`<>()]+[^\s`<>().,;:!?])[`>)]*\s+(?:returns?|responds?(?: with)?|answers?(?: with)?|gives|liefert|antwortet mit|renvoie|devuelve|retorna)\s+(?:an? )?(?:http )?([1-5]\d\d)(?: ok)?[.!]?$/i;

/** The code inside an item's own words, where the words ask for nothing else: `Run `npm test``, `https://… returns 200`. */
export function codeInWords(written: string, line: number): { readonly code: Code; readonly expected: readonly string[] } | undefined {
  const words = written.replace(/\*\*/g, '').trim();
  const [, command] = RUNS.exec(words) ?? [];
  if (command !== undefined && codeSpans(words).length === 1)
    return { code: { kind: 'code', line, language: 'bash', text: command.trim() }, expected: [] };
  const [, url, status] = ANSWERS.exec(plain(words).length < 300 ? words : '') ?? [];
  if (url === undefined || status === undefined || words.split(url).length !== 2) return undefined;
  return { code: { kind: 'code', line, language: 'bash', text: `curl ${url}` }, expected: [`returns ${status}`] };
}
