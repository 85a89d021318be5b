import type { Plugin } from 'esbuild';

/** Machine code cannot be bundled: it is loaded from the package that brings it for every platform. */
export const native: Plugin = {
  name: 'native',
  setup(build) {
    build.onResolve({ filter: /^\.\/binding(\.js)?$/ }, ({ importer }) =>
      importer.includes('/node_modules/classic-level/') ? { path: 'classic-level/binding.js', external: true } : undefined,
    );
  },
};
