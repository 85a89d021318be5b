import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, buildSync } from 'esbuild';
import type { HandlerName } from './handlers.ts';

const PACKAGE = fileURLToPath(new URL('../..', import.meta.url));

/** Where a published package keeps its bundles, made by `npm run build`. A working copy has the sources, and bundles those. */
const PUBLISHED = join(PACKAGE, 'dist/lambdas');
const SOURCES = join(PACKAGE, 'lambdas');

/** Clients that few handlers ever load. The Lambda runtime brings them. */
const RARELY_LOADED = ['@aws-sdk/client-sns', '@aws-sdk/client-lambda', '@aws-sdk/client-secrets-manager', '@aws-sdk/client-ssm'];

/** Ways to get credentials that a function never takes: it has them in its environment. A quarter of the client. */
const OTHER_CREDENTIALS = [
  '@aws-sdk/credential-provider-http',
  '@aws-sdk/credential-provider-ini',
  '@aws-sdk/credential-provider-process',
  '@aws-sdk/credential-provider-sso',
  '@aws-sdk/credential-provider-web-identity',
  '@smithy/credential-provider-imds',
];

const NEVER_LOADED = ['pg-native'];

/** What a bundle leaves to the place it runs in. Everything else is inside. */
export const LEFT_OUTSIDE: readonly string[] = [...RARELY_LOADED, ...OTHER_CREDENTIALS, ...NEVER_LOADED];

/**
 * How handlers are bundled. CommonJS loads faster than ES modules; the `module` entries of packages are what can be
 * shaken; and a `require` finds the runtime's packages, which a dynamic `import` on Lambda does not.
 */
export const BUNDLING = {
  absWorkingDir: PACKAGE,
  bundle: true,
  minify: true,
  format: 'cjs',
  platform: 'node',
  target: 'node24',
  mainFields: ['module', 'main'],
  supported: { 'dynamic-import': false },
  external: [...LEFT_OUTSIDE],
  legalComments: 'none',
  logLevel: 'warning',
} as const satisfies BuildOptions;

/** Bundled handlers, in memory. */
export interface Bundles {
  /** Path from the bundle's folder → what is in it. */
  readonly files: readonly { readonly path: string; readonly contents: Uint8Array }[];
  /** Handler → the source files and packages that are in its bundle, with the bytes each takes. */
  readonly inputs: Readonly<Record<string, Readonly<Record<string, { readonly bytesInOutput: number }>>>>;
}

/** Bundles handlers in one go, each to `<name>/handler.js` with its map beside the folders, in `maps/<name>.js.map`. */
export function buildBundles(names: readonly HandlerName[]): Bundles {
  const entryPoints = Object.fromEntries(names.map((name) => [`${name}/handler`, `lambdas/${name}/handler.ts`]));
  const { outputFiles, metafile } = buildSync({
    ...BUNDLING,
    entryPoints,
    outdir: 'out',
    write: false,
    metafile: true,
    // A map is as large as the code: it stays here, and out of the function.
    sourcemap: 'external',
    sourcesContent: false,
  });
  const files = outputFiles.map(({ path, contents }) => ({
    path: path.slice(join(PACKAGE, 'out').length + 1).replace(/^(.+)\/handler\.js\.map$/, 'maps/$1.js.map'),
    contents,
  }));
  const inputs = Object.fromEntries(names.map((name) => [name, metafile.outputs[`out/${name}/handler.js`]?.inputs ?? {}]));
  return { files, inputs };
}

/** The bundles that came with the package. */
function publishedBundles(names: readonly HandlerName[]): Pick<Bundles, 'files'> {
  const paths = names.flatMap((name) => [`${name}/handler.js`, `maps/${name}.js.map`]);
  return { files: paths.map((path) => ({ path, contents: readFileSync(join(PUBLISHED, path)) })) };
}

/** Writes bundles under a directory. */
export function placeBundles({ files }: Pick<Bundles, 'files'>, directory: string): void {
  for (const { path, contents } of files) {
    const file = join(directory, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, contents);
  }
}

let made: { readonly names: string; readonly bundles: Pick<Bundles, 'files'> } | undefined;

/**
 * Writes the bundles of these handlers under a directory and returns where each one's folder is. An app's pipelines
 * share one build: the same sources give the same bytes, and so the same asset.
 */
export function writeBundles(names: readonly HandlerName[], directory: string): (name: HandlerName) => string {
  const key = names.join();
  if (made?.names !== key) made = { names: key, bundles: existsSync(SOURCES) ? buildBundles(names) : publishedBundles(names) };
  placeBundles(made.bundles, directory);
  return (name) => join(directory, name);
}
