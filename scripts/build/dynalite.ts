import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';
import { replaced } from './replaced.ts';

const OPERATIONS = /validOperations = \[([^\]]+)\]/;
const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

/** Dynalite puts the names of its modules together when it runs, which no bundler can follow: here they are written out. */
export const dynalite: Plugin = {
  name: 'dynalite',
  setup(build) {
    build.onLoad({ filter: /node_modules\/dynalite\/index\.js$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const operations = [...(OPERATIONS.exec(text)?.[1] ?? '').matchAll(/'(\w+)'/g)].map(([, name = '']) => lowerFirst(name));
      const oneOf = (folder: string): string =>
        `({ ${operations.map((name) => `${name}: () => require('./${folder}/${name}')`).join(', ')} })[action]()`;
      const written = ['actions', 'validations'].reduce(
        (source, folder) => replaced(source, `require('./${folder}/' + action)`, oneOf(folder)),
        text,
      );
      // Deprecated, which Node tells whoever calls it outside of node_modules. Requests to the table have no query.
      return { contents: replaced(written, 'url.parse(req.url, true).query', '{}'), loader: 'js' };
    });
  },
};
