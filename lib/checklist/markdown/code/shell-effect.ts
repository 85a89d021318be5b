import type { Effect } from './effect.ts';
import { effectOfCommand } from './programs.ts';
import { lookAtPython } from './python.ts';
import { readShell, type ShellCommand } from './shell-words.ts';
import { isReadingStatement } from './sql.ts';

/** What a piece of shell text comes to. */
export interface ShellEffect {
  readonly effect: Effect;
  /** Why it is not more certain, in words for the person who looks at the import. */
  readonly why?: string;
  /** Writing to a file is all that is wrong with it. */
  readonly writes?: true;
  /** Its exit code is 0 although something in it failed. */
  readonly hides?: true;
}

const KEYWORD = /^(?:if|then|elif|else|fi|for|while|until|do|done|in|!|\{|\}|time)$/;
/** What looks without asserting can follow in a pipeline without making it less sure. */
const MAX_DEPTH = 3;
const unknown = (why: string): ShellEffect => ({ effect: 'unknown', why });
const quote = (words: readonly string[]): string => {
  const text = words.join(' ').replace(/\s+/g, ' ');
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
};

function pythonCode(words: readonly string[]): string | undefined {
  const at = words.findIndex((word) => /^(?:.*\/)?python[\d.]*$/.test(word));
  return at !== -1 && words[at + 1] === '-c' ? words[at + 2] : undefined;
}

function ofPython(code: string, checking: boolean): ShellEffect {
  const look = lookAtPython(code);
  if (look.endless) return unknown('it never ends by itself');
  if (look.writes) return unknown('its Python code writes or changes something');
  return { effect: look.asserts || (checking && look.imports) ? 'asserts' : 'looks' };
}

const CLIENT = /^(?:psql|mysql|mariadb|sqlite3|mongosh|mongo|clickhouse-client)\b/;

function ofDatabaseClient(words: readonly string[]): ShellEffect {
  const statement = words[words.findIndex((word) => /^(?:-\w*[ce]|--command|--execute|--eval)$/.test(word)) + 1];
  const given = /^sqlite3$/.test(words[0] ?? '')
    ? words[2]
    : words.some((word) => /^(?:-\w*[ce]|--command|--execute)$/.test(word))
      ? statement
      : undefined;
  const reads = words.some((word) => /^(?:-f|--file)/.test(word));
  if (given === undefined || reads || !isReadingStatement(given)) return unknown('it gives a database statements that may change it');
  // Only that it answers at all is told by the exit code.
  return { effect: /^\s*select\s+(?:1|version\(\)|now\(\))\s*;?\s*$/i.test(given) ? 'asserts' : 'looks' };
}

function ofCommand(command: ShellCommand, checking: boolean, depth: number): ShellEffect {
  let words = command.words;
  // What `if` asks decides what runs; it fails nothing.
  const asks = /^(?:if|elif|while|until)$/.test(words[0] ?? '');
  while (words[0] !== undefined && KEYWORD.test(words[0])) {
    if (words[0] === 'for') return { effect: 'silent' };
    if (/^(?:while|until)$/.test(words[0]) && /^(?:true|:|\[)$/.test(words[1] ?? '')) return unknown('it runs in a loop that may not end');
    words = words.slice(1);
  }
  if (words[0] === 'case' || words[0] === 'function' || words[0] === 'eval' || words[0] === 'exec' || words[0] === 'trap')
    return unknown(`\`${words[0]}\` does what cannot be told beforehand`);
  for (const inner of command.substitutions) {
    const { effect } = depth < MAX_DEPTH ? effectOfShell(inner, checking, depth + 1) : unknown('');
    if (effect === 'unknown' || effect === 'saves') return unknown(`it is not certain what \`${quote([inner])}\` does`);
  }
  const file = command.writesTo.find((each) => !/^\/dev\/(?:null|stdout|stderr)$/.test(each));
  const bare = words.filter((word, index) => index > 0 || !/=/.test(word));
  const code = pythonCode(bare);
  const found =
    code !== undefined
      ? ofPython(code, checking)
      : CLIENT.test(bare[0] ?? '')
        ? ofDatabaseClient(bare)
        : { effect: effectOfCommand(words, checking) };
  if (file !== undefined && found.effect !== 'saves' && found.effect !== 'unknown')
    return { ...unknown(`it writes to \`${file}\``), writes: true };
  if (found.effect === 'unknown' && !('why' in found)) return unknown(`it is not certain that \`${quote(words)}\` only looks`);
  return asks && (found.effect === 'asserts' || found.effect === 'looks') ? { effect: 'silent' } : found;
}

/** In a pipeline the last command has the say; those before it only must not change anything. */
function ofPipeline(effects: readonly ShellEffect[], last: ShellCommand): ShellEffect {
  // What a dump is piped into may write the copy.
  const saving = effects.some(({ effect }) => effect === 'saves');
  const doubt = effects.find(({ effect, writes }) => effect === 'unknown' && !(saving && writes === true));
  if (doubt !== undefined) return doubt;
  if (saving) return { effect: 'saves' };
  const [final] = effects.slice(-1);
  if (effects.length === 1 || final === undefined) return final ?? { effect: 'silent' };
  // `… | grep -q x` asserts; whether `x` is wanted or feared stands in the words, not here.
  return /^(?:grep -\w*q|jq -e)/.test(last.words.join(' ')) ? { effect: 'asserts' } : { effect: 'looks' };
}

/** The shell goes on after `a && b` when `a` fails, unless nothing follows. */
function hidesFailure(pipelines: readonly (readonly ShellCommand[])[], effects: readonly ShellEffect[]): boolean {
  const last = pipelines.findLastIndex(([first]) => first?.after === ';');
  return pipelines.some((_, index) => index < last && pipelines[index + 1]?.[0]?.after === '&&' && effects[index]?.effect === 'asserts');
}

/** What shell text does as a whole, and why it is not certain where it is not. `checking`: it stands where checks are told. */
export function effectOfShell(text: string, checking: boolean, depth = 0): ShellEffect {
  const { commands, beyond } = readShell(text);
  if (beyond) return unknown('it is more than a list of commands');
  const pipelines: ShellCommand[][] = [];
  for (const command of commands) {
    if (command.after === '|') pipelines.at(-1)?.push(command);
    else pipelines.push([command]);
  }
  const effects = pipelines.map((each) => {
    const [last] = each.slice(-1);
    const found = last === undefined ? [] : each.map((command) => ofCommand(command, checking, depth));
    return last === undefined ? { effect: 'silent' as const } : ofPipeline(found, last);
  });
  const doubt = effects.find(({ effect }) => effect === 'unknown');
  if (doubt !== undefined) return { effect: 'unknown', ...(doubt.why === undefined ? {} : { why: doubt.why }) };
  // `a || true` and `a || echo failed` hide what `a` found; `a || exit 1` does not.
  const hidden = hidesFailure(pipelines, effects);
  const hides = pipelines.some(
    ([first]) => first?.after === '||' && !/^(?:exit [1-9]|exit$|false|return [1-9])/.test(first.words.join(' ')),
  );
  const all = new Set(effects.map(({ effect }) => effect));
  if (all.has('saves')) return { effect: 'saves' };
  if (hides) return { effect: 'looks', hides: true, why: 'what follows `||` hides a failure' };
  if (hidden) return { effect: 'looks', hides: true, why: 'what follows `&&` hides a failure' };
  if (all.has('looks')) return { effect: 'looks', why: 'a person must read what it shows' };
  return { effect: all.has('asserts') ? 'asserts' : 'silent' };
}
