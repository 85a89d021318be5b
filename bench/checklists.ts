import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Place } from './measure.ts';
import type { Command } from './timing.ts';

const checklist = (steps: readonly string[]): string => `checklist: bench
environments:
  local:
    host: local
phases:
  - phase: Everything
    steps:
${steps.map((step) => step.replace(/^/gm, '      ').replace(/^ {6}/, '      - ')).join('\n')}
`;

const numbered = (count: number, step: (number: number) => string): string[] =>
  Array.from({ length: count }, (_, index) => step(index + 1));

/** Checks, which run side by side. */
export const checks = (count: number, probe: string): string =>
  checklist(numbered(count, (number) => `validate: Check ${number}\n  ${probe}`));

/** Actions, which run one after the other. */
export const actions = (count: number, command: string): string =>
  checklist(numbered(count, (number) => `deploy: Action ${number}\n  command: ${command}\n  undo: none\n  because: nothing is changed`));

let homes = 0;

/** The command that runs a checklist in a home of its own, as a person's first run would. */
export async function runOf({ gonogo, scratch }: Place, name: string, text: string): Promise<() => Command> {
  const file = join(scratch, `${name}.yaml`);
  await writeFile(file, text);
  return () => ({
    words: [process.execPath, gonogo, 'run', file, '--environment', 'local', '--version', '1', '--yes'],
    environment: { GONOGO_HOME: join(scratch, `home-${++homes}`) },
  });
}
