import { type BuildOptions, build, type Metafile } from 'esbuild';
import { dynalite } from './dynalite.ts';
import { interpreter } from './interpreter.ts';
import { leftOut } from './left-out.ts';
import { native } from './native.ts';
import { nodeModules } from './node-modules.ts';
import { stringWidth } from './string-width.ts';

/** Packages written in CommonJS use these. */
const BANNER = `import { createRequire as requireFrom } from 'node:module';
const require = requireFrom(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname;`;

const OPTIONS = {
  bundle: true,
  splitting: true,
  minify: true,
  // Names of classes are told in messages and decide in \`instanceof\`-like checks of some packages.
  keepNames: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  mainFields: ['module', 'main'],
  // Every file of dist lies two levels below the package, as those of lib/cli do: both find schema/ and package.json.
  chunkNames: 'chunks/[name]-[hash]',
  banner: { js: BANNER },
  external: ['esbuild'],
  plugins: [nodeModules, leftOut, dynalite, interpreter, stringWidth, native],
  metafile: true,
  legalComments: 'none',
  logLevel: 'warning',
} as const satisfies BuildOptions;

/** The command line in one piece, with the packages it uses: most of a start was looking for their files and reading them. */
export async function buildCommandLine(root: string, directory: string): Promise<Metafile> {
  const { metafile } = await build({
    ...OPTIONS,
    plugins: [...OPTIONS.plugins],
    mainFields: [...OPTIONS.mainFields],
    external: [...OPTIONS.external],
    absWorkingDir: root,
    outdir: directory,
    entryPoints: {
      'bin/gonogo': 'bin/gonogo.ts',
      // Started by path, from beside the chunk that starts them.
      'chunks/definition-thread': 'lib/runner/local/definition-thread.ts',
      'chunks/launcher-process': 'lib/probes/command/launcher-process.ts',
    },
  });
  return metafile;
}
