/** Set by the shell, the system, or whatever runs gonogo; a checklist need not define them. */
const ALWAYS_THERE =
  /^(PATH|HOME|USER|LOGNAME|SHELL|PWD|OLDPWD|TMPDIR|TMP|TEMP|LANG|LANGUAGE|TERM|TZ|EDITOR|PAGER|DISPLAY|HOSTNAME|HOSTTYPE|OSTYPE|MACHTYPE|UID|EUID|GID|PPID|RANDOM|SRANDOM|SECONDS|EPOCHSECONDS|EPOCHREALTIME|LINENO|FUNCNAME|DIRSTACK|PIPESTATUS|REPLY|MAPFILE|COPROC|OPTARG|OPTIND|OPTERR|IFS|PS[0-4]|SHLVL|SHELLOPTS|COLUMNS|LINES|CI|NO_COLOR|DEBUG|_|PG[A-Z]+|BASHPID|(?:LC|BASH|AWS|GITHUB|GITLAB|RUNNER|XDG|NODE|NPM|SSH|GIT|DOCKER|KUBE|JAVA|PYTHON|VIRTUAL)_[A-Z0-9_]+)$/;

/** Shells whose `$NAME` is an environment variable. */
export const readsNames = (shell: string): boolean => /(?:^|\/)(?:ba|da|k|z|a|mk)?sh(?:\s|$)/.test(shell);

const HEREDOC = /<<-?\s*(?:'(\w+)'|"(\w+)"|\\(\w+))/g;

/** Blanks out what the shell does not expand: single quotes, comments, here-documents with a quoted end. */
function withoutLiterals(text: string): string {
  let kept = '';
  // Reading the end of `kept` itself would copy all of it at each `#`.
  let last = '';
  let quote = false;
  for (let index = 0; index < text.length; index++) {
    const character = text[index] ?? '';
    if (character === '\\') {
      kept += '  ';
      last = ' ';
      index++;
      continue;
    }
    if (character === '"') quote = !quote;
    if (!quote && character === "'") {
      const end = text.indexOf("'", index + 1);
      if (end === -1) return kept;
      index = end;
      kept += "''";
      last = "'";
      continue;
    }
    if (!quote && character === '#' && /^$|[\s;&|(]$/.test(last)) {
      const end = text.indexOf('\n', index);
      if (end === -1) return kept;
      index = end - 1;
      continue;
    }
    kept += character;
    last = character;
  }
  return kept;
}

function withoutQuotedHeredocs(text: string): string {
  return [...text.matchAll(HEREDOC)].reduceRight((rest, match) => {
    const tag = match[1] ?? match[2] ?? match[3] ?? '';
    const start = text.indexOf('\n', match.index);
    const end = start === -1 ? -1 : text.slice(start).search(new RegExp(`^\\t*${tag}$`, 'm'));
    return start === -1 || end === -1 ? rest : rest.slice(0, start) + rest.slice(start + end);
  }, text);
}

const NAME = '[A-Z_][A-Z0-9_]*';
/** Ways in which shell text gives a name a value itself. */
const ASSIGNMENTS = [
  new RegExp(`(?:^|[\\s;&|(\`{])(${NAME})(?:\\[[^\\]]*\\])?\\+?=`, 'gm'),
  new RegExp(`\\b(?:for|select)\\s+(${NAME})\\b`, 'g'),
  new RegExp(`\\b(?:printf\\s+-v|getopts\\s+\\S+)\\s+(${NAME})\\b`, 'g'),
  new RegExp(`\\(\\(\\s*(${NAME})\\s*[-+*/%]?=`, 'g'),
];
const DECLARATIONS = /\b(?:read|local|declare|typeset|readonly|export|mapfile|readarray|unset)\b([^\n;|&]*)/g;

function assignedIn(text: string): Set<string> {
  const names = ASSIGNMENTS.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[1] ?? ''));
  const declared = [...text.matchAll(DECLARATIONS)].flatMap(([, words = '']) =>
    [...words.matchAll(new RegExp(`(?<![$\\w{])${NAME}`, 'g'))].map(([name]) => name),
  );
  return new Set([...names, ...declared]);
}

/** `$NAME`, `${NAME}`, `${#NAME}`, `${NAME%…}`, `${NAME[0]}`; with a default (`${NAME:-…}`) the text copes by itself. */
const USES = new RegExp(`(?<!\\$)\\$(?:(${NAME})|\\{[#!]?(${NAME})(?![A-Za-z0-9_])(?!:?[-=+?]))`, 'g');

/** The names that shell text needs from outside: neither set by itself, nor by the system, nor given a default. */
export function namesInShell(text: string): string[] {
  const live = withoutLiterals(withoutQuotedHeredocs(text));
  const own = assignedIn(live);
  const names = [...live.matchAll(USES)].map((match) => match[1] ?? match[2] ?? '');
  return [...new Set(names)].filter((name) => !own.has(name) && !ALWAYS_THERE.test(name));
}
