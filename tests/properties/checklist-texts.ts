import fc from 'fast-check';

/** Texts that YAML, a shell or a terminal could take for something else. */
const TRICKY = [
  'true',
  'null',
  '~',
  '012',
  '1e3',
  '0x1F',
  '.5',
  '- item',
  '# no comment',
  'a: b',
  '{ a }',
  '[x]',
  '&anchor',
  '*alias',
  '!tag',
  '| pipe',
  '> fold',
  '%d',
  '@at',
  '`tick`',
  "it's",
  '"quoted"',
  'trailing ',
  ' leading',
  'tab\tinside',
  'back\\slash',
  'ünïcödé',
  '日本語',
  '👩‍👩‍👧',
  '---',
  '...',
  '<<',
  '=',
  '',
  'yes',
  '2026-12-24',
  '::',
  'a #b',
  '\u00a0',
  '\u0007',
  '\u0085',
  '\ufeff',
  '\u2028',
  '\u007f',
];

const oneLine = fc.oneof(
  fc.constantFrom(...TRICKY),
  fc.lorem({ maxCount: 4 }),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.string({ unit: 'binary', maxLength: 12 }),
);

/** A name of one of the checklist's values would have to exist. */
const withoutNames = (text: string): string => text.replace(/\$+(?=[A-Z_{])/g, 'S');

/** Any text: several lines, or nothing at all. */
export const sentence: fc.Arbitrary<string> = fc
  .oneof({ weight: 3, arbitrary: oneLine }, { weight: 1, arbitrary: fc.array(oneLine, { maxLength: 4 }).map((lines) => lines.join('\n')) })
  .map(withoutNames);

/** A title or the like: one line, not empty, nothing at its ends. */
export const words: fc.Arbitrary<string> = oneLine
  .map((text) =>
    withoutNames(text)
      .replace(/[\r\n]/g, ' ')
      .trim(),
  )
  .map((text) => (text === '' ? 'Look' : text));

/** Shell text as people write it. */
export const shellText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    'true',
    'none',
    'npm run migrate up',
    'curl -fsS "$BASE_URL/health" | jq -e .ok',
    'set -x\nfor I in 1 2; do\n  echo "$I"\ndone\n',
    'cat <<EOF\n  indented\n\n\ttab\nEOF',
    '  leading\nblank\n\n\n',
  ),
  fc.array(oneLine, { minLength: 1, maxLength: 3 }).map((lines) => `: ${withoutNames(lines.join('\n'))}`),
);
