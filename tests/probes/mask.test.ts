import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { evidenceOf } from '../../lib/probes/evidence.ts';
import { createMask, maskDeep, trimPartialSecrets } from '../../lib/probes/mask.ts';

const masked = (text: string, ...secrets: string[]): string => createMask(secrets)(text);

describe('a secret is masked', () => {
  const secret = `p@ss "wörd"/\\'+<&>`;
  const base64 = (text: string): string => Buffer.from(text).toString('base64');

  test.each([
    ['as it is', secret],
    ['percent-encoded', encodeURIComponent(secret)],
    ['percent-encoded in small letters', encodeURIComponent(secret).replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())],
    ['in a form', new URLSearchParams({ a: secret }).toString()],
    ['in JSON', JSON.stringify({ a: secret })],
    ['in JSON inside JSON', JSON.stringify(JSON.stringify({ a: secret }))],
    ['in base64', base64(secret)],
    ['in base64url', Buffer.from(secret).toString('base64url')],
    ['in base64 after one byte', base64(`x${secret}yz`)],
    ['in base64 after a user name', base64(`ab:${secret}`)],
    ['in base64 after two bytes', base64(`ab${secret}!`)],
    ['in hexadecimal', Buffer.from(secret).toString('hex')],
    ['quoted for the shell', `'${secret.replaceAll("'", "'\\''")}'`],
    ['quoted for SQL', `'${secret.replaceAll("'", "''")}'`],
  ])('%s', (_, form) => {
    const text = masked(`before ${form} after`, secret);
    expect(text).toContain('***');
    for (const part of [secret, 'wörd', base64('wörd/')]) expect(text).not.toContain(part);
    expect(text).toMatch(/^before .* after$/);
  });

  test('in base64 that is broken into lines', () => {
    const long = Array.from({ length: 20 }, (_, index) => `word${index}`).join('-');
    const wrapped = base64(`${long}\n`).replace(/.{76}/g, '$&\n');
    expect(masked(wrapped, long)).toMatch(/^(\*\*\*\n)+\*\*\*.{0,4}$/);
  });

  test('line by line when it has several', () => {
    const key = '-----BEGIN KEY-----\nMIIabcdef\nZZZZxyz\n-----END KEY-----';
    expect(masked('a: MIIabcdef\n  ZZZZxyz', key)).toBe('a: ***\n  ***');
  });

  test('where two overlap, as one', () => {
    expect(masked('abcdefgh', 'abcdef', 'defgh')).toBe('***');
    expect(masked('xababababx', 'abab')).toBe('x***x');
  });

  test('by its password when it is an address', () => {
    expect(masked('password is hunter22', 'postgres://ann:hunter22@db/x')).toBe('password is ***');
  });

  test('only as a word of its own when it is shorter than 4 characters', () => {
    expect(masked('cats eat at 9, cat!', 'cat')).toBe('cats eat at 9, ***!');
    expect(masked('text', '')).toBe('text');
  });
});

describe('credentials in an address are masked whatever they are', () => {
  test.each([
    ['postgres://ann:p@ss@db:5432/x', 'postgres://***@db:5432/x'],
    ['see https://token@example.com/a?b=c@d', 'see https://***@example.com/a?b=c@d'],
    ['"amqp://a:b@c"', '"amqp://***@c"'],
    ['https://example.com/a@b', 'https://example.com/a@b'],
    ['mail ann@example.com', 'mail ann@example.com'],
  ])('%s', (text, result) => {
    expect(masked(text)).toBe(result);
  });
});

test('data is masked in its texts and keys', () => {
  expect(maskDeep({ a: ['x hunter22'], hunter22: 1 }, createMask(['hunter22']))).toEqual({ a: ['x ***'], '***': 1 });
});

test('what is left of a secret at a cut is taken off', () => {
  expect(trimPartialSecrets('head corr', 'staple tail', ['correct-staple'])).toEqual({ head: 'head ', tail: ' tail' });
});

describe('evidence', () => {
  const FORMS: readonly ((secret: string) => string)[] = [
    (secret) => secret,
    encodeURIComponent,
    (secret) => JSON.stringify(secret).slice(1, -1),
    (secret) => Buffer.from(secret).toString('base64'),
    (secret) => Buffer.from(secret).toString('hex'),
  ];
  const secretText = fc
    .string({ unit: 'grapheme', minLength: 6, maxLength: 60 })
    // A secret of stars, or one that the filler or the numbers around it could spell, would be found though nothing leaked.
    .filter((text) => text.isWellFormed() && text.trim().length >= 6 && !/[*\r\n]/.test(text) && !/^[.\d \w]{0,7}$/.test(text));

  test('never holds a planted secret in any form, wherever it is cut', () => {
    fc.assert(
      fc.property(secretText, fc.nat(12_000), fc.nat(12_000), fc.constantFrom(...FORMS), (secret, before, after, form) => {
        const planted = form(secret);
        const output = `${'.'.repeat(before)}${planted}${'.'.repeat(after)}`;
        const observation = { durationMs: 1, output, errorOutput: output, summary: `got ${planted}` };
        const evidence = evidenceOf({ kind: 'seen', observation }, [secret]);
        const kept = [evidence.summary, evidence.output, evidence.errorOutput].join('\n');
        for (const each of FORMS) expect(kept).not.toContain(each(secret));
        // Nor a half of it at a cut.
        const pieces = kept
          // The mark of a mask may be cut as well.
          .replaceAll(/\*+/g, '')
          .replaceAll(/… \d+ bytes left out …/g, '')
          .replaceAll(/[.\n]|got /g, '');
        expect(pieces).toBe('');
      }),
      { numRuns: 500 },
    );
  });

  test('is never larger than 8 KB, and keeps head and tail', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.nat(400), fc.nat(400), (text, times, errorTimes) => {
        const observation = { durationMs: 1, output: text.repeat(times), errorOutput: text.repeat(errorTimes), summary: text.repeat(20) };
        const { summary = '', output = '', errorOutput = '' } = evidenceOf({ kind: 'seen', observation }, []);
        expect(Buffer.byteLength(summary + output + errorOutput)).toBeLessThanOrEqual(8_192);
      }),
    );
    const long = { durationMs: 1, output: `head${'x'.repeat(20_000)}tail`, summary: 's' };
    const { output = '', truncated } = evidenceOf({ kind: 'seen', observation: long }, []);
    expect(output).toMatch(/^headx+\n… \d+ bytes left out …\nx+tail$/);
    expect(truncated).toBe(true);
  });

  test('of what could not be told is its reason and the output so far', () => {
    const result = { kind: 'unable', reason: 'timed out', durationMs: 1, output: 'began' } as const;
    expect(evidenceOf(result, [])).toEqual({ summary: 'timed out', output: 'began' });
  });
});
