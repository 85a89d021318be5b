import { z } from 'zod';
import { type Checklist, checklist as schema } from '../../schema/checklist.ts';
import { printDuration } from '../../schema/duration.ts';
import { step as stepSchema } from '../../schema/step.ts';
import type { DraftPhase } from '../assemble/phases.ts';
import type { Draft } from '../drafts/draft.ts';
import { type Comments, writeYaml } from './yaml.ts';

const oneLine = (text: string): string => text.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim();

function stepComment({ item, out, why }: Draft): string {
  const parts = [`line ${item.line}${item.done ? ', ticked' : ''}`, ...(why === undefined ? [] : [oneLine(why)])];
  return out.to === 'step' ? parts.join(': ') : '';
}

/** A checklist as YAML that says of every phase and step where in the document it comes from. */
export function writtenChecklist(checklist: Checklist, phases: readonly DraftPhase[], file: string): string {
  const comments = new Map<object, readonly string[]>();
  const { phases: _, ...rest } = checklist;
  // Approvals are most of an import; written as they are, they need no look through all the other kinds of steps.
  const writtenPhases = phases.map((phase) => {
    let heading = phase.heading?.line;
    const steps = phase.steps.map(({ step, draft }) => {
      const written =
        step.verb === 'approve'
          ? { approve: step.title, ...(step.details === undefined ? {} : { details: step.details }) }
          : (z.encode(stepSchema, step) as object);
      const inner = draft.item.place.headings.at(-1);
      const under = inner !== undefined && inner.line !== heading ? [`${oneLine(inner.text)} (line ${inner.line})`] : [];
      heading = inner?.line ?? heading;
      comments.set(written, [...under, stepComment(draft)]);
      return written;
    });
    const written = {
      phase: phase.title,
      ...(phase.noGo === undefined ? {} : { 'no-go': phase.noGo }),
      ...(phase.afterMs === undefined ? {} : { after: printDuration(phase.afterMs) }),
      steps,
    };
    const where =
      phase.heading === undefined
        ? []
        : [`line ${phase.heading.line}: ${oneLine(phase.heading.text)}${phase.moved ? ', moved before the deployment' : ''}`];
    comments.set(written, where);
    return written;
  });
  // Only the small rest goes through the schema; phases are checked by the tests, and by lint.
  const [firstPhase] = checklist.phases;
  const head =
    firstPhase === undefined
      ? rest
      : (z.encode(schema, { ...rest, phases: [{ phase: 'x', steps: [{ verb: 'approve', title: 'x' }] }] }) as object);
  const data = { ...head, phases: writtenPhases };
  return `# Imported from ${oneLine(file)}; the lines in the comments are its lines.\n${writeYaml(data, comments as Comments)}`;
}
