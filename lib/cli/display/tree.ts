import { cut, wrap } from '../../report/columns.ts';
import type { Palette } from '../../report/palette.ts';
import { oneLine } from '../../report/plain-text.ts';
import type { Screen } from '../io.ts';
import { createLiveRegion } from './live-region.ts';
import type { DisplayOutline } from './outline.ts';
import type { Reporter, ReporterSetting } from './reporter.ts';
import { counted, type Drawing, liveSection, settledSection, waitingSection } from './tree-lines.ts';
import { advance, hasBegun, isOver, type Section, type TreeState, treeOf } from './tree-state.ts';

const SPINNER = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const FRAME_MS = 100;

interface TreeSetting extends Pick<ReporterSetting, 'now' | 'every'> {
  readonly outline: DisplayOutline;
  readonly screen: Screen;
  readonly palette: Palette;
}

/**
 * The live tree in a terminal. A section that is over goes into the scrollback, whole; what runs and what waits stands
 * below it and never takes more than the screen. Listr2 draws only tasks that it runs itself; here the pipeline runs them.
 */
export function createTree({ outline, screen, palette, now, every }: TreeSetting): Reporter {
  const region = createLiveRegion(screen);
  let state = treeOf(outline);
  const settled = new Set<string>();
  let isPaused = false;
  let stop: (() => void) | undefined;
  let pending: string[] = [];

  const drawing = (): Drawing => ({
    palette,
    width: screen.columns - 1,
    now: now(),
    spinner: SPINNER[Math.floor(now() / FRAME_MS) % SPINNER.length] ?? '',
  });

  function settle(): void {
    for (const [index, section] of state.sections.entries()) {
      if (settled.has(section.key) || !isOver(state, index)) continue;
      settled.add(section.key);
      pending.push(...settledSection(section, drawing()));
    }
  }

  function refresh(live: readonly string[] = liveLines(state, settled, drawing(), screen.rows - 1)): void {
    if (isPaused) return;
    const above = pending;
    pending = [];
    region.draw(above, live);
  }

  function begin(): void {
    if (stop !== undefined) return;
    screen.showCursor(false);
    const [stopClock, stopListening] = [every(FRAME_MS, () => refresh()), screen.onResize(() => refresh())];
    stop = () => {
      stopClock();
      stopListening();
    };
  }

  return {
    event(event) {
      begin();
      if (event.event === 'deployment-opened') {
        const title = cut(oneLine(`${event.checklist} ${event.version} → ${event.environment}`), drawing().width);
        pending.push(palette.bold(title), palette.dim(cut(oneLine(event.deployment), drawing().width)), '');
      }
      state = advance(state, event);
      settle();
      refresh();
    },
    finish() {
      if (stop === undefined) return;
      stop();
      isPaused = false;
      const unsettled = state.sections.filter((section) => !settled.has(section.key));
      pending.push(...unsettled.flatMap((section) => settledSection(section, drawing())), '');
      refresh([]);
      screen.showCursor(true);
    },
    pause() {
      if (stop === undefined || isPaused) return;
      // Whoever is asked must see what it is about: the phase so far stays above the question.
      const running = state.sections.filter((section) => !settled.has(section.key) && hasBegun(section));
      pending.push(...running.flatMap((section) => liveSection(section, drawing(), screen.rows)));
      refresh([]);
      screen.showCursor(true);
      isPaused = true;
    },
    say(line) {
      if (stop === undefined || isPaused) return false;
      pending.push(...wrap(line, drawing().width));
      refresh();
      return true;
    },
    resume() {
      if (stop === undefined || !isPaused) return;
      isPaused = false;
      screen.showCursor(false);
      refresh();
    },
  };
}

/** What runs, in all the room that what waits leaves it. */
function liveLines(state: TreeState, settled: ReadonlySet<string>, drawing: Drawing, rows: number): string[] {
  const unsettled = state.sections.filter((section) => !settled.has(section.key));
  const running = unsettled.filter(hasBegun);
  const waiting = unsettled.filter((section) => !hasBegun(section));
  const waitingRoom = running.length === 0 ? rows : Math.max(1, Math.floor(rows / 3));
  const below = waitingLines(waiting, drawing, waitingRoom);
  const room = Math.floor((rows - below.length) / Math.max(1, running.length));
  return [...running.flatMap((section) => liveSection(section, drawing, room)), ...below];
}

function waitingLines(sections: readonly Section[], drawing: Drawing, rows: number): string[] {
  if (sections.length <= rows) return sections.map((section) => waitingSection(section, drawing));
  const [shown, rest] = [sections.slice(0, rows - 1), sections.slice(rows - 1)];
  const steps = rest.reduce((sum, section) => sum + section.leaves.length, 0);
  const more = `… ${counted(rest.length, 'more phase')}, ${counted(steps, 'step')}`;
  return [...shown.map((section) => waitingSection(section, drawing)), drawing.palette.dim(cut(more, drawing.width))];
}
