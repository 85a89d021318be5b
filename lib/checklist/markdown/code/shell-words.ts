/** One simple command of shell text. */
export interface ShellCommand {
  /** Unquoted as far as that can be told without running anything. */
  readonly words: readonly string[];
  /** Files that its output goes to. */
  readonly writesTo: readonly string[];
  /** Texts of `$(…)` and backquotes inside it. */
  readonly substitutions: readonly string[];
  /** What stands between it and the one before: `;` also for a new line. */
  readonly after: ';' | '&&' | '||' | '|' | '&';
}

export interface ShellText {
  readonly commands: readonly ShellCommand[];
  /** Words after `#`, without it. `line` counts from 0; `alone`: nothing else stands in the line. */
  readonly comments: readonly { readonly line: number; readonly text: string; readonly alone: boolean }[];
  /** Functions, here-documents, subshells, or quotes that do not close: what it does cannot be told. */
  readonly beyond: boolean;
}

/** Where the substitution that begins at `start` (after its opening) ends; nested quotes and brackets are skipped. */
function endOfSubstitution(text: string, start: number): number {
  let depth = 1;
  for (let index = start; index < text.length; index++) {
    const character = text[index];
    if (character === '\\') index++;
    else if (character === "'") {
      const end = text.indexOf("'", index + 1);
      if (end === -1) return text.length;
      index = end;
    } else if (character === '(') depth++;
    else if (character === ')' && --depth === 0) return index;
  }
  return text.length;
}

class Reader {
  readonly #text: string;
  readonly commands: ShellCommand[] = [];
  readonly comments: { line: number; text: string; alone: boolean }[] = [];
  beyond = false;
  #at = 0;
  #line = 0;
  #words: string[] = [];
  #word: string | undefined;
  #writesTo: string[] = [];
  #substitutions: string[] = [];
  #after: ShellCommand['after'] = ';';
  #redirected = false;
  #lineIsEmpty = true;

  constructor(text: string) {
    this.#text = text;
  }

  read(): ShellText {
    while (this.#at < this.#text.length && !this.#step()) {
      /* every step moves on */
    }
    this.#endCommand(';');
    return { commands: this.commands, comments: this.comments, beyond: this.beyond };
  }

  #add(text: string): void {
    this.#word = (this.#word ?? '') + text;
    this.#lineIsEmpty = false;
  }

  #endWord(): void {
    if (this.#word === undefined) return;
    if (this.#redirected) this.#writesTo.push(this.#word);
    else this.#words.push(this.#word);
    this.#redirected = false;
    this.#word = undefined;
  }

  #endCommand(next: ShellCommand['after']): void {
    this.#endWord();
    if (this.#words.length > 0 || this.#writesTo.length > 0) {
      this.commands.push({ words: this.#words, writesTo: this.#writesTo, substitutions: this.#substitutions, after: this.#after });
      this.#after = next;
    } else if (next !== ';') this.#after = next;
    [this.#words, this.#writesTo, this.#substitutions] = [[], [], []];
  }

  /** Reads one thing; true when nothing more can be read. */
  #step(): boolean {
    const text = this.#text;
    const character = text[this.#at] ?? '';
    switch (character) {
      case '\n':
        this.#endCommand(';');
        this.#newLine();
        this.#lineIsEmpty = true;
        this.#at++;
        return false;
      case ' ':
      case '\t':
        this.#endWord();
        this.#at++;
        return false;
      case '\\':
        if (text[this.#at + 1] === '\n') this.#newLine();
        else this.#add(text[this.#at + 1] ?? '');
        this.#at += 2;
        return false;
      case "'":
        return this.#quoted("'");
      case '"':
        return this.#doubleQuoted();
      case '#':
        if (this.#word !== undefined) break;
        return this.#comment();
      case '$':
      case '`':
        return this.#expansion();
      case ';':
      case '&':
      case '|':
        return this.#operator(character);
      case '<':
      case '>':
        return this.#redirection(character);
      case '(':
      case ')':
        this.beyond = true;
        this.#at++;
        return false;
    }
    this.#add(character);
    this.#at++;
    return false;
  }

  #newLine(): void {
    this.#line++;
  }

  #countLines(text: string): void {
    this.#line += text.split('\n').length - 1;
  }

  #quoted(quote: string): boolean {
    const end = this.#text.indexOf(quote, this.#at + 1);
    if (end === -1) {
      this.beyond = true;
      return true;
    }
    const inside = this.#text.slice(this.#at + 1, end);
    this.#countLines(inside);
    this.#add(inside);
    this.#at = end + 1;
    return false;
  }

  #doubleQuoted(): boolean {
    const text = this.#text;
    let inside = '';
    for (let index = this.#at + 1; index < text.length; index++) {
      const character = text[index] ?? '';
      if (character === '"') {
        this.#countLines(text.slice(this.#at, index));
        this.#add(inside);
        this.#at = index + 1;
        return false;
      }
      if (character === '\\') {
        const next = text[++index] ?? '';
        inside += '"\\$`\n'.includes(next) ? (next === '\n' ? '' : next) : `\\${next}`;
      } else if (character === '$' && text[index + 1] === '(') {
        const end = endOfSubstitution(text, index + 2);
        this.#substitutions.push(text.slice(index + 2, end));
        inside += text.slice(index, end + 1);
        index = end;
      } else {
        if (character === '`') this.beyond = true;
        inside += character;
      }
    }
    this.beyond = true;
    return true;
  }

  #expansion(): boolean {
    const text = this.#text;
    const backquote = text[this.#at] === '`';
    if (!backquote && text[this.#at + 1] !== '(') {
      this.#add('$');
      this.#at++;
      return false;
    }
    const start = this.#at + (backquote ? 1 : 2);
    const end = backquote ? text.indexOf('`', start) : endOfSubstitution(text, start);
    if (end === -1) {
      this.beyond = true;
      return true;
    }
    const whole = text.slice(this.#at, end + 1);
    this.#substitutions.push(text.slice(start, end));
    this.#countLines(whole);
    this.#add(whole);
    this.#at = end + 1;
    return false;
  }

  #comment(): boolean {
    const end = this.#text.indexOf('\n', this.#at);
    const stop = end === -1 ? this.#text.length : end;
    const text = this.#text.slice(this.#at, stop).replace(/^#+!?/, '').trim();
    this.comments.push({ line: this.#line, text, alone: this.#lineIsEmpty });
    this.#at = stop;
    return false;
  }

  #operator(character: ';' | '&' | '|'): boolean {
    const next = this.#text[this.#at + 1];
    // `2>&1` was read with its redirection; `&>` is one as well.
    if (character === '&' && next === '>') {
      this.#at++;
      return false;
    }
    const double = next === character;
    this.#endCommand(character === ';' ? ';' : character === '&' ? (double ? '&&' : '&') : double ? '||' : '|');
    if (character === '&' && !double) this.beyond = true;
    this.#at += double ? 2 : 1;
    return false;
  }

  #redirection(character: '<' | '>'): boolean {
    const text = this.#text;
    // The number before it names a stream, it is no word.
    if (this.#word !== undefined && /^\d$/.test(this.#word)) this.#word = undefined;
    this.#endWord();
    if (character === '<') {
      if (text[this.#at + 1] === '<' || text[this.#at + 1] === '(') this.beyond = true;
      this.#at++;
      return false;
    }
    const [operator = '>'] = /^>(?:>|\||&\d|&-)?/.exec(text.slice(this.#at, this.#at + 3)) ?? [];
    this.#at += operator.length;
    if (!/&/.test(operator)) this.#redirected = true;
    return false;
  }
}

/** Reads shell text as far as its commands can be told apart without running it. Linear in its length. */
export const readShell = (text: string): ShellText => new Reader(text).read();
