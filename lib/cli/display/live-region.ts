import { widthOf } from '../../report/columns.ts';
import type { Screen } from '../io.ts';

// Terminals that know it show what is between the two at once; the others ignore it.
const BEGIN_FRAME = '\u001b[?2026h';
const END_FRAME = '\u001b[?2026l';
const ERASE_LINE_END = '\u001b[K';
const ERASE_BELOW = '\u001b[J';
const up = (rows: number): string => (rows === 0 ? '' : `\u001b[${rows}A`);
const asLines = (lines: readonly string[]): string => lines.map((line) => `${line}${ERASE_LINE_END}\n`).join('');

/** The last lines of a terminal, drawn again and again. */
export interface LiveRegion {
  /** Puts lines above the region, where they stay, and draws the region anew. */
  draw(above: readonly string[], live: readonly string[]): void;
}

/**
 * Lines must be narrower than the screen. When the window was made narrower, the terminal has wrapped what stood there: that is counted.
 * It never erases everything below the screen's first column: tmux takes that for a cleared screen and keeps a copy of it.
 */
export function createLiveRegion(screen: Screen): LiveRegion {
  let drawn: readonly string[] = [];
  let columns = screen.columns;
  return {
    draw(above, live) {
      const isSame = above.length === 0 && columns === screen.columns && live.join('\n') === drawn.join('\n');
      if (isSame) return;
      const taken = drawn.reduce((sum, line) => sum + Math.max(1, Math.ceil(widthOf(line) / screen.columns)), 0);
      // What does not fit on the screen has scrolled away and cannot be reached.
      const rows = Math.min(taken, screen.rows - 1);
      const lines = [...above, ...live];
      const written = lines.length === 0 ? asLines(Array(rows).fill('')) + up(rows) : asLines(lines) + ERASE_BELOW;
      screen.write(`${BEGIN_FRAME}\r${up(rows)}${written}${END_FRAME}`);
      [drawn, columns] = [live, screen.columns];
    },
  };
}
