import { describe, expect, test } from '@jest/globals';
import { nearest } from '../../lib/checklist/nearest.ts';

const KEYS = ['timeout', 'expect', 'failure-limit', 'undo', 'sql', 'http'];

describe('the nearest name', () => {
  test.each([
    ['tiemout', 'timeout'],
    ['Timeout', 'timeout'],
    ['failureLimit', 'failure-limit'],
    ['failure_limit', 'failure-limit'],
    ['expects', 'expect'],
    ['sqll', 'sql'],
    ['htpt', 'http'],
  ])('to %s is %s', (word, expected) => {
    expect(nearest(word, KEYS)).toBe(expected);
  });

  test.each(['colour', 'x', '', '-', 'tim', 'y'.repeat(10_000)])('to %p is none', (word) => {
    expect(nearest(word, KEYS)).toBeUndefined();
  });
});
