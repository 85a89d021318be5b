import { expect } from '@jest/globals';
import { lintChecklist } from '../../../lib/checklist/lint.ts';
import { type ImportedChecklist, importMarkdown } from '../../../lib/checklist/markdown/import.ts';
import type { Phase } from '../../../lib/checklist/schema/checklist.ts';
import type { Step } from '../../../lib/checklist/schema/step.ts';

/** Imports a document that holds something; what comes out must lint without an error and read back the same. */
export function imported(text: string | Uint8Array, file = 'DEPLOYMENT.md'): ImportedChecklist {
  const result = importMarkdown(text, { file });
  if (result.kind === 'nothing') throw new Error('nothing was found');
  const { checklist, problems } = lintChecklist(result.yaml, 'imported.yaml');
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(checklist).toEqual(result.checklist);
  return result;
}

export const stepsOf = (text: string | Uint8Array): readonly Step[] => imported(text).checklist.phases.flatMap(({ steps }) => steps);

/** `verb: title` of every step. */
export const told = (text: string | Uint8Array): string[] => stepsOf(text).map(({ verb, title }) => `${verb}: ${title}`);

export const phasesOf = (text: string): readonly Phase[] => imported(text).checklist.phases;

/** The only step of a document. */
export function onlyStep(text: string): Step {
  const steps = stepsOf(text);
  expect(steps).toHaveLength(1);
  const [step] = steps;
  if (step === undefined) throw new Error('there is no step');
  return step;
}

/** Code under a task, in a document of its own. */
export const under = (title: string, code: string, language = 'bash'): string =>
  `## Checks\n\n- [ ] ${title}\n  \`\`\`${language}\n${code.replace(/^/gm, '  ')}\n  \`\`\`\n`;
