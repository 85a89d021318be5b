import { code } from '../wording.ts';
import type { Rule } from './rule.ts';
import { isCheckAt } from './subject.ts';

const WRITES =
  /^(?:\s|--[^\n]*\n|\/\*[\s\S]*?\*\/)*(insert|update|delete|merge|truncate|drop|alter|create|grant|revoke|vacuum|reindex|refresh)\b/i;

export const writingCheck: Rule = {
  id: 'writing-check',
  severity: 'error',
  explanation:
    'Checks only look: their `sql` runs in a read-only transaction, which refuses a statement that changes something. What changes is an action, with an `undo`.',
  *find({ steps }) {
    for (const { step, path } of steps.filter(isCheckAt)) {
      const [, word] = step.probe.kind === 'sql' ? (WRITES.exec(step.probe.query) ?? []) : [];
      if (word === undefined) continue;
      const message = `${code(word.toUpperCase())} changes something, and a ${step.verb} only looks: make it an action`;
      yield { message, path: [...path, 'probe', 'query'], at: { text: word } };
    }
  },
};
