import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const PACKAGE = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/;
const LICENSE = /^(licen[cs]e|notice|copying)/i;

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
}

async function noticeOf(directory: string): Promise<string> {
  const { name, version, license } = JSON.parse(await readFile(join(directory, 'package.json'), 'utf8')) as Manifest;
  const files = (await readdir(directory)).filter((file) => LICENSE.test(file)).toSorted();
  const texts = await Promise.all(files.map((file) => readFile(join(directory, file), 'utf8')));
  return [`${name} ${version} (${license ?? 'see below'})`, ...texts.map((text) => text.trim())].join('\n\n');
}

/** Keeps the licences of the packages that are part of a build beside it, as they ask for. */
export async function writeNotices(root: string, builds: readonly { readonly inputs: object }[], file: string): Promise<void> {
  const inputs = builds.flatMap(({ inputs: each }) => Object.keys(each));
  const directories = new Set(inputs.flatMap((path) => PACKAGE.exec(path)?.[0] ?? []));
  const notices = await Promise.all([...directories].toSorted().map((directory) => noticeOf(join(root, directory))));
  await writeFile(file, `${notices.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`);
}
