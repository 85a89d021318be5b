import type { Comparison, Scalar } from '../checklist/schema/comparison.ts';
import { missingReason, substitute } from './substitute.ts';

type Resolved = { readonly comparison: Comparison } | { readonly reason: string };

/** Replaces `$NAME` in the texts that a comparison expects. Not in a regular expression, where `$` is an anchor. */
export function resolveComparison(comparison: Comparison, values: Readonly<Record<string, string>>): Resolved {
  const missing: string[] = [];
  const text = (template: string): string => {
    const result = substitute(template, values);
    if (result.kind === 'substituted') return result.value;
    missing.push(...result.names);
    return template;
  };
  const scalar = (value: Scalar): Scalar => (typeof value === 'string' ? text(value) : value);
  const resolve = (each: Comparison): Comparison => {
    switch (each.kind) {
      case 'equals':
        return { ...each, value: scalar(each.value) };
      case 'contains':
        return { ...each, text: text(each.text) };
      case 'one-of':
        return { ...each, values: each.values.map(scalar) };
      case 'not':
        return { ...each, comparison: resolve(each.comparison) };
      default:
        return each;
    }
  };
  const resolved = resolve(comparison);
  return missing.length === 0 ? { comparison: resolved } : { reason: missingReason([...new Set(missing)]) };
}
