/**
 * `npm run build [-- DIRECTORY]`: makes `dist/`, what a published package runs. npm does it after an installation in a working copy, and before a
 * package is packed. Tests and `npm run gonogo` run the sources as they are, so that nobody works with an old build.
 */
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { buildBundles, placeBundles } from '../lib/pipeline/bundle.ts';
import { HANDLERS } from '../lib/pipeline/handlers.ts';
import { buildCommandLine } from './build/command-line.ts';
import { buildLibrary } from './build/library.ts';
import { writeNotices } from './build/notices.ts';

const ROOT = resolve(import.meta.dirname, '..');
const DIST = resolve(ROOT, process.argv[2] ?? 'dist');

// Not the whole of it: the types are made by `npm pack`, right before this.
await Promise.all(['bin', 'chunks', 'lambdas', 'lib'].map((folder) => rm(join(DIST, folder), { recursive: true, force: true })));
const [commandLine] = await Promise.all([buildCommandLine(ROOT, DIST), buildLibrary(ROOT, DIST)]);
const bundles = buildBundles(HANDLERS);
placeBundles(bundles, join(DIST, 'lambdas'));
await writeNotices(ROOT, [commandLine, ...Object.values(bundles.inputs).map((inputs) => ({ inputs }))], join(DIST, 'THIRD-PARTY.txt'));
