import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { NameRegister, STATE_NAME_LENGTH } from '../../lib/plan/names.ts';
import { runs } from './runs.ts';

/** Titles as long as the language allows, of any characters, many of them alike. */
const titles = fc.array(
  fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }),
    fc
      .tuple(fc.constantFrom('', 'x', 'xy'), fc.constantFrom('x', '👩', '👩‍👩‍👧', 'é', '日'), fc.integer({ min: 30, max: 100 }))
      .map(([start, one, times]) => start + one.repeat(times)),
  ),
  { minLength: 1, maxLength: 8 },
);

describe('names made from titles, however long and alike', () => {
  test('are state names that Step Functions takes, each its own', () => {
    fc.assert(
      fc.property(titles, (all) => {
        const register = new NameRegister();
        const names = all.map((title) => register.stateName(`Phase: ${title}`));
        expect(new Set(names).size).toBe(names.length);
        for (const name of names) {
          expect(name.isWellFormed()).toBe(true);
          expect(name.length).toBeLessThanOrEqual(STATE_NAME_LENGTH);
          expect(name).not.toMatch(/\p{Cc}/u);
          expect(name.trim()).toBe(name);
        }
      }),
      runs(2_000),
    );
  });

  test('are identifiers fit for a path, each its own', () => {
    fc.assert(
      fc.property(titles, (all) => {
        const register = new NameRegister();
        const ids = all.map((title) => register.identifier(title));
        expect(new Set(ids).size).toBe(ids.length);
        for (const id of ids) expect(id).toMatch(/^[a-z][a-z0-9_]{0,59}$/);
      }),
      runs(2_000),
    );
  });
});
