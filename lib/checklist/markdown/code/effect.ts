/**
 * What a command does, as far as its words tell:
 * `asserts` it looks, and its exit code says what it found; `looks` it shows something that a person must read;
 * `silent` it has no say (echo, cd); `saves` it makes a copy; `unknown` all else: it may change anything.
 */
export type Effect = 'asserts' | 'looks' | 'silent' | 'saves' | 'unknown';
