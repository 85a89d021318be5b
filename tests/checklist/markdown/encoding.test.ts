import { describe, expect, test } from '@jest/globals';
import { decodeText } from '../../../lib/checklist/markdown/text/decode.ts';

/** UTF-8 as someone sees it who takes it for another encoding. */
const misread = (text: string, encoding: string): string => new TextDecoder(encoding).decode(new TextEncoder().encode(text));

describe('broken encodings', () => {
  test.each(['macintosh', 'windows-1252'])('UTF-8 misread as %s is repaired', (encoding) => {
    const text = 'Größe prüfen → ✅ 🚀 “done” – 完了';
    const broken = misread(text, encoding);
    expect(broken).not.toBe(text);
    expect(decodeText(broken).text).toBe(text);
    expect(decodeText(broken).remarks).toHaveLength(1);
  });

  test.each(['Größe', '“über” – naïve', '—é', 'Ünïcödé “quotes”', '价格 €5', 'Привет, мир', '√ of ∞'])('sound text stays: %s', (text) => {
    expect(decodeText(text)).toEqual({ text, remarks: [] });
  });

  test('where only some of it reads as broken, nothing is touched', () => {
    const mixed = `${misread('✅', 'macintosh')} and ${misread('🚀', 'macintosh')} and 完了`;
    expect(decodeText(mixed)).toEqual({ text: mixed, remarks: [] });
  });

  test('lines keep their numbers', () => {
    expect(decodeText('a\r\nb\rc\u2028d\n').text.split('\n')).toEqual(['a', 'b', 'c d', '']);
  });
});
