import type { z } from 'zod';
import { nearest } from './nearest.ts';
import type { Finding, Path } from './problem.ts';
import type { ReaderRule } from './reader-rules.ts';
import type { Schema } from './schema/walk.ts';
import { code } from './wording.ts';

export type Issue = z.core.$ZodIssue;
export interface ReaderFinding extends Finding {
  readonly rule: ReaderRule;
  /** The key that is missing. */
  readonly missing?: string;
  /** The key that an unknown one probably means. */
  readonly meant?: string;
}

/** The YAML as data, and how each value is written. */
export interface Written {
  valueAt(path: Path): unknown;
  sourceAt(path: Path): string | undefined;
}

/** Where an issue stands: the schema and the path that its own path begins at. */
export interface Standing {
  readonly schema: Schema;
  readonly path: Path;
  readonly written: Written;
}

/** Unknown keys of a map, each with the nearest of those that it takes. */
export function unknownKeys(
  keys: readonly string[],
  path: Path,
  known: readonly string[],
  elsewhere?: (key: string) => string | undefined,
): ReaderFinding[] {
  return keys.map((key) => {
    const other = elsewhere?.(key);
    const meant = other === undefined ? nearest(key, known) : undefined;
    const hint = other ?? (meant === undefined ? `: expected one of ${known.join(', ')}` : `: did you mean ${code(meant)}?`);
    return {
      rule: 'unknown-key',
      message: `unknown key ${code(key)}${hint}`,
      path: [...path, key],
      at: 'key',
      ...(meant === undefined ? {} : { meant }),
    };
  });
}

/** A key that is there but misspelt is not missing as well. */
export function withoutEchoes(findings: readonly ReaderFinding[]): ReaderFinding[] {
  const misspelt = new Set(
    findings.flatMap(({ meant, path }) => (meant === undefined ? [] : [JSON.stringify([...path.slice(0, -1), meant])])),
  );
  return findings.filter(({ missing, path }) => missing === undefined || !misspelt.has(JSON.stringify([...path, missing])));
}
