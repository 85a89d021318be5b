import type { z } from 'zod';
import { PROBE_KINDS } from '../../probes/schema.ts';

/** What is wrong with the probes among the keys of a step or an undo: none, or more than one. */
export function probeProblem(keys: object): { readonly message: string; readonly path: readonly string[] } | undefined {
  const given = PROBE_KINDS.filter((kind) => (keys as Record<string, unknown>)[kind] !== undefined);
  if (given.length === 1) return undefined;
  const message =
    given.length === 0
      ? `nothing says how: expected one of ${PROBE_KINDS.join(', ')}`
      : `expected one way to look or act, got ${given.join(' and ')}`;
  return { message, path: given.slice(1, 2) };
}

/** Refuses keys with no probe among them, or with more than one. */
export const oneProbe = (keys: object, context: z.core.$RefinementCtx): void => {
  const problem = probeProblem(keys);
  if (problem !== undefined) {
    context.addIssue({ code: 'custom', message: problem.message, path: [...problem.path], input: keys, params: { rule: 'probe' } });
  }
};
