import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { importMarkdown } from '../checklist/markdown/import.ts';
import { renderImportReport } from '../checklist/markdown/render-report.ts';
import { InfrastructureError, UsageError } from '../errors.ts';
import type { CliContext } from './context.ts';

export interface ImportOptions {
  readonly file: string;
  /** Undefined: standard output. */
  readonly output: string | undefined;
  readonly force: boolean;
  /** The report as JSON: on standard output when the checklist goes to a file, otherwise on standard error. */
  readonly json: boolean;
}

async function read(path: string, name: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reason =
      code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a directory, expected a Markdown file' : message;
    throw new UsageError(`cannot read ${name}: ${reason}`, { cause: error });
  }
}

async function write(path: string, name: string, text: string, force: boolean): Promise<void> {
  try {
    await writeFile(path, text, { flag: force ? 'w' : 'wx' });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST')
      throw new UsageError(`${name} is there already: it was left alone; add --force to overwrite it`, { cause: error });
    throw new InfrastructureError(`cannot write ${name}: ${message}`, { cause: error });
  }
}

/** Makes a checklist of a document. Throws a UsageError when the document holds nothing that could be a step. */
export async function importFile(context: CliContext, { file, output, force, json }: ImportOptions): Promise<void> {
  const io = context.io();
  const imported = importMarkdown(await read(resolve(context.workingDirectory, file), file), { file });
  if (imported.kind === 'nothing')
    throw new UsageError(`${file} holds nothing that could be a step: expected task lists, bullets, numbered steps, tables or code`);
  if (output === undefined) io.out(imported.yaml);
  else await write(resolve(context.workingDirectory, output), output, imported.yaml, force);
  if (json && output !== undefined) io.json(imported.report);
  else io.err(json ? JSON.stringify(imported.report) : renderImportReport(imported.report));
  if (output !== undefined) io.err(`wrote ${output}\nnext: gonogo lint ${output}`);
}
