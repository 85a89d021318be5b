import type { Code } from '../blocks/block.ts';
import { offersAlternative } from './alternatives.ts';
import { requestOf } from './curl.ts';
import { tellsExpectation } from './expectation.ts';
import { marksIn } from './marks.ts';
import { placeholderIn } from './placeholder.ts';
import { lookAtPython } from './python.ts';
import { type Reverse, reverseOf } from './reversal.ts';
import { settle } from './settle.ts';
import { effectOfShell } from './shell-effect.ts';
import { readShell } from './shell-words.ts';
import { isReadingStatement } from './sql.ts';
import type { CodeUse, PersonUse } from './use.ts';

export interface CodeSurroundings {
  /** It stands where checks are told. */
  readonly checking: boolean;
  /** It stands where backups are told. */
  readonly backingUp: boolean;
  /** What is expected of it, as lists and texts beside it say. */
  readonly expected: readonly string[];
  /** The document speaks of Postgres, which is what a `sql` probe asks. */
  readonly postgres: boolean;
  readonly reverses: readonly Reverse[];
}

const SHELL = /^(?:|ba?sh|sh|shell|zsh|console|shell-?session|shellsession|terminal)$/;
const PYTHON = /^(?:py|python[23]?)$/;
const SQL = /^(?:sql|pgsql|postgres(?:ql)?|psql)$/;
const PYTHON_END = 'END_OF_PYTHON';

const person = (because: PersonUse['because'], why: string): PersonUse => ({ kind: 'person', because, why });

/** `$ npm test` with its output under it, as copied from a terminal: the commands alone. */
function withoutPrompts({ language, text }: Pick<Code, 'language' | 'text'>): string {
  const lines = text.split('\n');
  const prompted = lines.filter((line) => /^\s*\$ /.test(line));
  const transcript =
    prompted.length > 0 &&
    (/console|session|terminal/.test(language) || prompted.length === lines.filter((line) => line.trim() !== '').length);
  return transcript ? prompted.map((line) => line.replace(/^\s*\$ /, '')).join('\n') : text;
}

/** Comments of shell text and of the Python inside it. A comment that ends with a comma goes on in the next. */
function commentsOf(text: string): { readonly all: readonly string[]; readonly trailing: readonly string[] } {
  const lines = text.split('\n');
  const own = readShell(text).comments;
  const ownLines = new Set(own.map(({ line }) => line));
  const inner = lines.flatMap((line, index) => {
    const [, words] = /^\s*#\s?(.*)$/.exec(line) ?? [];
    return words === undefined || ownLines.has(index) ? [] : [{ line: index, text: words.trim(), alone: true }];
  });
  const joined: { text: string; line: number }[] = [];
  for (const comment of [...own, ...inner].toSorted((a, b) => a.line - b.line)) {
    const last = joined.at(-1);
    if (last?.text.endsWith(',') && last.line === comment.line - 1)
      joined[joined.length - 1] = { text: `${last.text} ${comment.text}`, line: comment.line };
    else joined.push({ text: comment.text, line: comment.line });
  }
  const lastCommand = lines.findLastIndex((line) => line.trim() !== '' && !/^\s*#/.test(line));
  return {
    all: joined.map((comment) => comment.text),
    trailing: joined.filter(({ line }) => line > lastCommand).map((comment) => comment.text),
  };
}

const ASKS_TO_LOOK = /^(?:review|inspect|look|compare|check|ensure|make sure|confirm|verify|watch)\b/i;

function judgeShell(text: string, surroundings: CodeSurroundings): CodeUse {
  const { checking, backingUp, expected, reverses } = surroundings;
  const { all, trailing } = commentsOf(text);
  const alternative = all.find(offersAlternative);
  if (alternative !== undefined) return person('alternatives', `it says "${alternative}": which way it goes is not certain`);
  const { effect, why = '', hides = false } = effectOfShell(text, checking);
  const probe = { kind: 'command', run: text } as const;
  if (effect === 'saves')
    return backingUp ? { kind: 'backup', probe } : person('changes', 'it makes a copy, but nothing says that this is the backup');
  if (effect === 'unknown') {
    const found = reverseOf(text, reverses);
    return found === undefined
      ? person('changes', `${why}, and nothing certain takes it back`)
      : { kind: 'action', verb: found.verb, probe, reverse: found.reverse };
  }
  if (effect === 'silent') return person('nothing', 'it does nothing that could be checked');
  const told = trailing.find((comment) => ASKS_TO_LOOK.test(comment) && !tellsExpectation(comment));
  if (told !== undefined) return person('reading', `it says "${told}", which a person does`);
  const { commands } = readShell(text);
  const asked = commands.length === 1 ? requestOf(commands[0]?.words ?? []) : undefined;
  // What is fetched elsewhere than among checks may be there to be had, not to be looked at.
  const request = asked !== undefined && (checking || /health|ready|status|ping/i.test(asked.url)) ? asked : undefined;
  const marks = request === undefined ? marksIn(text) : undefined;
  const comments = all.filter(tellsExpectation);
  return settle({
    probe: request ?? probe,
    code: text,
    comments,
    expected,
    asserts: effect === 'asserts' || request !== undefined,
    hides,
    marks,
    why,
  });
}

function judgePython(text: string, surroundings: CodeSurroundings): CodeUse {
  if (/^\s*(?:#[^\n]*\n\s*)*(?:poetry run |uv run |pipenv run )?python[\d.]* -/.test(text)) return judgeShell(text, surroundings);
  const look = lookAtPython(text);
  if (look.onlyDefines) return person('nothing', 'its Python code only defines what others would call');
  if (look.endless) return person('changes', 'its Python code never ends by itself');
  if (look.writes) return person('changes', 'its Python code writes or changes something, and nothing certain takes it back');
  if (!surroundings.checking || !(look.asserts || look.imports) || text.includes(PYTHON_END))
    return person('reading', 'its Python code does not say whether all is well');
  const probe = { kind: 'command', run: `python3 - <<'${PYTHON_END}'\n${text}\n${PYTHON_END}` } as const;
  const comments = commentsOf(text).all.filter(tellsExpectation);
  return settle({
    probe,
    code: text,
    comments,
    expected: surroundings.expected,
    asserts: true,
    hides: false,
    marks: marksIn(text),
    why: '',
  });
}

function judgeSql(text: string, surroundings: CodeSurroundings, comments: readonly string[]): CodeUse {
  if (!surroundings.postgres) return person('language', 'nothing says that the database is Postgres');
  if (!isReadingStatement(text)) return person('changes', 'its SQL may change data, and nothing certain takes it back');
  const told = comments.filter(tellsExpectation);
  return settle({
    probe: { kind: 'sql', query: text },
    code: text,
    comments: told,
    expected: surroundings.expected,
    asserts: false,
    hides: false,
    marks: undefined,
    why: 'nothing certain says what its rows must be',
  });
}

/** Says what a checklist can make of a piece of code. Never more than is certain: whatever is not, a person does. */
export function judgeCode(
  code: Pick<Code, 'language' | 'text'>,
  surroundings: CodeSurroundings,
  comments: readonly string[] = [],
): CodeUse {
  const text = withoutPrompts(code);
  const placeholder = placeholderIn(text);
  if (placeholder !== undefined) return person('placeholder', `\`${placeholder}\` has to be filled in`);
  if (SQL.test(code.language)) return judgeSql(text, surroundings, comments);
  if (PYTHON.test(code.language)) return judgePython(text, surroundings);
  if (!SHELL.test(code.language)) return person('language', `it is written in ${code.language}`);
  // Without a language it may be anything: only what looks like commands, where checks are told, is taken for commands.
  if (code.language === '' && !(surroundings.checking || surroundings.backingUp))
    return person('language', 'it does not say which language it is');
  return judgeShell(text, surroundings);
}
