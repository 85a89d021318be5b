import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';
import { replaced } from './replaced.ts';

/** Step Functions begins all branches of a Parallel at once. The interpreter would begin forty, and make the others wait. */
const BRANCHES: readonly [string, string] = ['DEFAULT_CONCURRENCY = 40', 'DEFAULT_CONCURRENCY = 100'];

/** Copies the whole state for every state that is entered. A loop does it in a third of the time, which shows in long chains. */
const COPY: readonly [string, string] = [
  'return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, cloneJSON(v)]));',
  'const copy = {}; for (const key of Object.keys(value)) copy[key] = cloneJSON(value[key]); return copy;',
];

/** Two places of the interpreter that cost more than they must. What a definition means stays the same. */
export const interpreter: Plugin = {
  name: 'interpreter',
  setup(build) {
    build.onLoad({ filter: /\/aws-local-stepfunctions\/build\/main\.node\.esm\.js$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      return { contents: [BRANCHES, COPY].reduce((source, [from, to]) => replaced(source, from, to), text), loader: 'js' };
    });
  },
};
