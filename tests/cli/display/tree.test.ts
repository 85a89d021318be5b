import { describe, expect, test } from '@jest/globals';
import picocolors from 'picocolors';
import type { DisplayOutline } from '../../../lib/cli/display/outline.ts';
import { createTree } from '../../../lib/cli/display/tree.ts';
import type { DeploymentEvent } from '../../../lib/deployments/events.ts';
import { expectGolden } from '../../golden-file.ts';
import { DEPLOYED, manyChecks, OUTLINE, ROLLBACK_FAILED } from './story.ts';
import { createTerminal } from './terminal.ts';

/** A tree in a terminal, with a clock that stands at the last event until it is moved. */
function treeIn(columns: number, rows: number, outline: DisplayOutline = OUTLINE) {
  const terminal = createTerminal(columns, rows);
  const ticking = new Set<() => void>();
  let now = 0;
  const tree = createTree({
    outline,
    screen: terminal,
    palette: picocolors.createColors(false),
    now: () => now,
    every: (_, call) => {
      ticking.add(call);
      return () => ticking.delete(call);
    },
  });
  return {
    terminal,
    tree,
    ticking,
    tell(events: readonly DeploymentEvent[]) {
      for (const event of events) {
        now = Date.parse(event.at);
        tree.event(event);
      }
    },
    wait(milliseconds: number) {
      now += milliseconds;
      for (const call of ticking) call();
    },
  };
}

const until = (events: readonly DeploymentEvent[], event: DeploymentEvent['event']): DeploymentEvent[] =>
  events.slice(0, events.findIndex((each) => each.event === event) + 1);

describe('the live tree', () => {
  test.each([
    ['deployed', DEPLOYED, 100],
    ['rollback-failed', ROLLBACK_FAILED, 100],
    ['rollback-failed', ROLLBACK_FAILED, 40],
  ])('leaves the whole picture behind: %s', (name, events, columns) => {
    const { terminal, tree, tell, ticking } = treeIn(columns, 12);
    tell(events);
    tree.finish();
    expectGolden(`display/tree-${name}-${columns}.txt`, terminal.picture());
    expect(terminal.isCursorShown).toBe(true);
    expect(ticking.size).toBe(0);
  });

  test('shows what is done, what runs and since when, and what waits', () => {
    const { terminal, tell, wait } = treeIn(80, 24);
    tell(DEPLOYED.slice(0, 14));
    wait(3_000);
    expect(terminal.isCursorShown).toBe(false);
    expectGolden('display/tree-running.txt', terminal.picture());
  });

  test('moves its spinner and its clock between events', () => {
    const { terminal, tell, wait } = treeIn(80, 24);
    tell(until(DEPLOYED, 'step-started'));
    const before = terminal.view();
    wait(100);
    const spun = terminal.view();
    wait(60_900);
    expect(spun).not.toBe(before);
    expect(terminal.view()).toContain('The health page answers  1 min 01 s');
  });

  test('makes room for a prompt, and shows afterwards what happened meanwhile', () => {
    const { terminal, tree, tell, wait } = treeIn(100, 24);
    const asked = until(DEPLOYED, 'approval-requested');
    tell(asked);
    expect(terminal.view()).toContain('Release manager signs off  0 s  waiting for an answer until 2026-03-01 16:03:15 UTC');
    tree.pause();
    expect(terminal.isCursorShown).toBe(true);
    // Whoever is asked sees what it is about.
    expect(terminal.view()).toContain('Order query time  1.0 s  value 21.2 ms');
    terminal.write('Release manager signs off? [y/N] y\n');
    tell(DEPLOYED.slice(asked.length, -3));
    wait(1_000);
    expect(terminal.view().trimEnd().split('\n').at(-1)).toBe('Release manager signs off? [y/N] y');
    tree.resume();
    expect(terminal.isCursorShown).toBe(false);
    expect(terminal.view()).toContain('✔ Release manager signs off  1.0 s  approved by ben');
    expect(terminal.view()).toContain('Errors stay low');
  });

  test('shows 200 checks at once in a low terminal without repeating a line, and leaves all of them behind', () => {
    const { outline, events } = manyChecks(200, 120);
    const { terminal, tree, tell, wait } = treeIn(60, 14, outline);
    tell(events);
    wait(2_000);
    expectGolden('display/tree-200-checks.txt', terminal.view());
    tree.finish();
    const titles = terminal.picture().match(/Check number \d+/g) ?? [];
    expect(titles).toEqual(Array.from({ length: 200 }, (_, number) => `Check number ${number}`));
  });

  test('leaves nothing of its old self behind when the window is made narrower or wider', () => {
    const { terminal, tree, tell } = treeIn(80, 40);
    tell(DEPLOYED.slice(0, 14));
    terminal.resize(30, 40);
    terminal.resize(90, 40);
    tell(DEPLOYED.slice(14));
    tree.finish();
    expect(terminal.picture().match(/^(Verify|○ Watch|Watch)/gm)).toEqual(['Verify', 'Watch']);
  });

  test('says what was never run when a deployment ends early, and what was cut off', () => {
    const { terminal, tree, tell } = treeIn(80, 24);
    tell(DEPLOYED.slice(0, 9));
    tree.finish();
    expect(terminal.picture()).toContain('‼ Add the order-date index  began, no result\n○ Verify  not run\n○ Watch  not run');
  });

  test('raises no alarm over a check that does not pass before the first change', () => {
    const { terminal, tree, tell } = treeIn(100, 24);
    const [first, ...rest] = DEPLOYED.slice(0, 6);
    const failing = rest.map((event) =>
      event.event === 'step-finished' ? { ...event, verdict: 'fail' as const, reason: 'got 404' } : event,
    );
    tell(first === undefined ? [] : [first, ...failing]);
    tree.finish();
    expect(terminal.picture()).toContain('○ The health page answers  1.0 s  fail, so it will not count: got 404');
    expect(terminal.picture()).not.toContain('✖');
  });

  test('draws nothing for a deployment that never opened', () => {
    const { terminal, tree } = treeIn(80, 24);
    tree.finish();
    expect(terminal.picture()).toBe('');
  });
});
