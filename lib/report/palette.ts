import type { createColors } from 'picocolors';
import type { Tone } from './wording.ts';

/** Colours of one stream, as picocolors makes them: all of them do nothing where colour is not wanted. */
export type Palette = ReturnType<typeof createColors>;

/** Colours text by what it means. */
export function paint(palette: Palette, tone: Tone, text: string): string {
  switch (tone) {
    case 'good':
      return palette.green(text);
    case 'doubtful':
      return palette.yellow(text);
    case 'bad':
      return palette.red(text);
    case 'quiet':
      return palette.dim(text);
  }
}
