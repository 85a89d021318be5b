import { build } from 'esbuild';

/** What other CDK apps import. Packages stay outside: constructs must be those of the app they are put in. */
export async function buildLibrary(root: string, directory: string): Promise<void> {
  await build({
    absWorkingDir: root,
    outdir: directory,
    entryPoints: { 'lib/index': 'lib/index.ts' },
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node24',
    sourcemap: true,
    sourcesContent: false,
    logLevel: 'warning',
  });
}
