import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';
import { replaced } from './replaced.ts';

/** Step Functions begins all branches of a Parallel at once. The interpreter would begin forty, and make the others wait. */
const BRANCHES_AT_ONCE = 100;

export const interpreter: Plugin = {
  name: 'interpreter',
  setup(build) {
    build.onLoad({ filter: /\/aws-local-stepfunctions\/build\/main\.node\.esm\.js$/ }, async ({ path }) => ({
      contents: replaced(await readFile(path, 'utf8'), 'DEFAULT_CONCURRENCY = 40', `DEFAULT_CONCURRENCY = ${BRANCHES_AT_ONCE}`),
      loader: 'js',
    }));
  },
};
