import type { Screen } from '../../../lib/cli/io.ts';

/** A terminal that understands what the live tree writes, and remembers what has scrolled away. */
export interface Terminal extends Screen {
  /** Everything that a person would find by scrolling up, then the screen. */
  picture(): string;
  /** The screen alone. */
  view(): string;
  readonly isCursorShown: boolean;
  /** Lines that are now too long are wrapped, as terminals do. */
  resize(columns: number, rows: number): void;
}

const ESCAPE = String.fromCharCode(27);
const TOKENS = new RegExp(`${ESCAPE}\\[\\??(\\d*)([A-Za-z])|\\n|\\r|[^${ESCAPE}\\n\\r]+`, 'g');

/** Uncoloured text of characters one column wide is all that it can show. */
export function createTerminal(columns: number, rows: number): Terminal {
  const size = { columns, rows };
  const listeners = new Set<() => void>();
  let lines = [''];
  let row = 0;
  let column = 0;
  let isCursorShown = true;
  const top = (): number => Math.max(0, lines.length - size.rows);

  function interpret(token: string, number: string, command: string): void {
    const line = lines[row] ?? '';
    if (token === '\r' || token === '\n') column = 0;
    if (token === '\n') {
      row += 1;
      if (row === lines.length) lines.push('');
    } else if (command === 'A') {
      // The cursor does not reach what has scrolled off the top.
      row = Math.max(top(), row - Number(number));
    } else if (command === 'K' || command === 'J') {
      lines[row] = line.slice(0, column);
      if (command === 'J') lines = lines.slice(0, row + 1);
    } else if (command === '' && token !== '\r') {
      lines[row] = line.slice(0, column) + token + line.slice(column + token.length);
      column += token.length;
      if (column > size.columns) throw new Error(`wider than the screen: ${token}`);
    }
  }

  return {
    get columns() {
      return size.columns;
    },
    get rows() {
      return size.rows;
    },
    get isCursorShown() {
      return isCursorShown;
    },
    write(text) {
      for (const [token, number = '', command = ''] of text.matchAll(TOKENS)) interpret(token, number, command);
    },
    showCursor: (shown) => {
      isCursorShown = shown;
    },
    onResize: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    resize(newColumns, newRows) {
      Object.assign(size, { columns: newColumns, rows: newRows });
      lines = lines.flatMap((line) => line.match(new RegExp(`.{1,${newColumns}}`, 'g')) ?? ['']);
      row = lines.length - 1;
      for (const listener of listeners) listener();
    },
    picture: () => lines.join('\n'),
    view: () => lines.slice(top()).join('\n'),
  };
}
