import type { Evidence } from '../deployments/verdict.ts';
import { printable } from './plain-text.ts';

/** What a probe saw as lines of text; empty when nothing was kept. */
export function evidenceText(evidence: Evidence | undefined): string {
  if (evidence === undefined) return '';
  const facts = [
    evidence.summary,
    evidence.exitCode === undefined ? undefined : `exit code ${evidence.exitCode}`,
    evidence.status === undefined ? undefined : `status ${evidence.status}`,
    evidence.rows === undefined ? undefined : `${evidence.rows} rows`,
    evidence.truncated ? 'shortened' : undefined,
  ].filter((fact) => fact !== undefined);
  // A summary often is one of the other facts in words.
  const told = [...new Set(facts)].join(', ');
  return [told, evidence.output, evidence.errorOutput]
    .filter((text) => text !== undefined && text !== '')
    .map((text) => printable(text ?? '').trimEnd())
    .join('\n');
}
