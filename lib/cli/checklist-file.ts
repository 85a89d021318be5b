import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { renderProblems } from '../checklist/diagnostic.ts';
import { lintChecklist } from '../checklist/lint.ts';
import { nearest } from '../checklist/nearest.ts';
import { hasErrors, type Problem } from '../checklist/problem.ts';
import type { Checklist } from '../checklist/schema/checklist.ts';
import { UsageError } from '../errors.ts';
import { planChecklist } from '../plan/build.ts';
import type { Plan } from '../plan/model.ts';
import type { CliContext } from './context.ts';
import type { Io } from './io.ts';
import { limitProblems } from './limit-problems.ts';

const WHY: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file; make one with `gonogo init`',
  EISDIR: 'it is a directory, expected a checklist file',
  EACCES: 'it may not be read',
};

/** Reads a checklist file as text. Throws a UsageError that says why it cannot. */
async function readChecklistFile(context: Pick<CliContext, 'workingDirectory'>, file: string): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(resolve(context.workingDirectory, file)));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    const reason = error instanceof TypeError ? 'it is not UTF-8 text' : (WHY[code] ?? (error as Error).message);
    throw new UsageError(`cannot read ${file}: ${reason}`, { cause: error });
  }
}

export interface LintedFile {
  readonly file: string;
  readonly text: string;
  readonly checklist?: Checklist;
  readonly problems: readonly Problem[];
}

/** A file with every problem that can be told without running it: language, rules, and the limits of Step Functions. */
export async function lintFile(context: Pick<CliContext, 'workingDirectory'>, file: string): Promise<LintedFile> {
  const text = await readChecklistFile(context, file);
  const linted = lintChecklist(text, file);
  const { checklist, problems } = linted;
  if (checklist === undefined || hasErrors(problems)) return { file, text, problems, ...(checklist === undefined ? {} : { checklist }) };
  return { file, text, checklist, problems: [...problems, ...limitProblems(linted, file)] };
}

/** A checklist that may be run, planned for one environment. */
export interface PlannedFile {
  readonly plan: Plan;
  /** The file's directory. */
  readonly baseDirectory: string;
}

/** Reads, lints and plans. Problems are shown; throws a UsageError when one is an error or the environment is unknown. */
export async function planFile(context: CliContext, io: Io, file: string, environment: string): Promise<PlannedFile> {
  const { text, checklist, problems } = await lintFile(context, file);
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (checklist === undefined || errors.length > 0) {
    io.err(renderProblems(errors, text, io.isTerminal));
    throw new UsageError(
      `${file} has ${errors.length} ${errors.length === 1 ? 'error' : 'errors'}: mend it, then see \`gonogo lint ${file}\``,
    );
  }
  const known = Object.keys(checklist.environments);
  if (!known.includes(environment)) {
    const close = nearest(environment, known);
    throw new UsageError(
      `${file} has no environment ${environment}${close === undefined ? '' : `; did you mean ${close}?`} (it has ${known.join(', ')})`,
    );
  }
  return { plan: planChecklist(checklist, environment), baseDirectory: dirname(resolve(context.workingDirectory, file)) };
}
