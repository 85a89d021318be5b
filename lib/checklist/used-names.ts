import type { Probe } from '../probes/schema.ts';
import { bindParameters } from '../probes/sql/bind.ts';
import { substitute } from '../probes/substitute.ts';
import type { Path } from './problem.ts';
import type { Comparison } from './schema/comparison.ts';
import type { Expectation } from './schema/expectation.ts';
import type { ActionStep, CheckStep } from './schema/step.ts';
import { namesInShell, readsNames } from './shell-names.ts';

/** A name that a step needs a value for. */
export interface UsedName {
  readonly name: string;
  readonly path: Path;
  /** `shell`: the shell looks it up itself, and may know it from elsewhere. `default`: a probe needs it without its being written. */
  readonly by: 'text' | 'shell' | 'default';
  /** Needed by the undo, which runs later. */
  readonly undo: boolean;
}

type Use = Pick<UsedName, 'name' | 'path' | 'by'>;

const namesIn = (text: string): readonly string[] => {
  const result = substitute(text, {});
  return result.kind === 'missing' ? result.names : [];
};

const inText = (text: string | undefined, path: Path): Use[] =>
  text === undefined ? [] : namesIn(text).map((name) => ({ name, path, by: 'text' }));

function inTexts(value: unknown, path: Path): Use[] {
  if (typeof value === 'string') return inText(value, path);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => inTexts(inner, [...path, Array.isArray(value) ? Number(key) : key]));
}

const needed = (name: string, path: Path): Use[] => [{ name, path, by: 'default' }];

function inProbe(probe: Probe, path: Path, shell: string): Use[] {
  switch (probe.kind) {
    case 'command':
      if (!readsNames(probe.shell ?? shell)) return [];
      return namesInShell(probe.run).map((name) => ({ name, path: [...path, 'run'], by: 'shell' }));
    case 'http':
      return [
        ...inText(probe.url, [...path, 'url']),
        ...inTexts(probe.headers, [...path, 'headers']),
        ...inText(probe.body, [...path, 'body']),
        ...inTexts(probe.json, [...path, 'json']),
      ];
    case 'sql': {
      const bound = bindParameters(probe.query, {});
      const names = bound.kind === 'missing' ? bound.names : [];
      const query = [...path, 'query'];
      const database = probe.database === undefined ? needed('DATABASE_URL', query) : inText(probe.database, [...path, 'database']);
      return [...names.map((name): Use => ({ name, path: query, by: 'text' })), ...database];
    }
    case 'metric': {
      const query = [...path, 'query'];
      const server = probe.prometheus === undefined ? needed('PROMETHEUS_URL', query) : inText(probe.prometheus, [...path, 'prometheus']);
      return [...inText(probe.query, query), ...server];
    }
    case 'lambda':
      return [...inText(probe.function, [...path, 'function']), ...inTexts(probe.payload, [...path, 'payload'])];
    default:
      return probe satisfies never;
  }
}

/** `$NAME` is replaced in expected texts, not in a regular expression, where `$` is an anchor. */
function inComparison(comparison: Comparison | undefined, path: Path): Use[] {
  switch (comparison?.kind) {
    case 'equals':
      return inTexts(comparison.value, path);
    case 'contains':
      return inText(comparison.text, path);
    case 'one-of':
      return comparison.values.flatMap((value) => inTexts(value, path));
    case 'not':
      return inComparison(comparison.comparison, path);
    default:
      return [];
  }
}

function inExpectation(expect: Expectation | undefined, path: Path): Use[] {
  if (expect === undefined) return [];
  const { json = {}, headers = {}, within: _, ...single } = expect;
  return [
    ...Object.entries(single).flatMap(([key, comparison]) => inComparison(comparison, [...path, key])),
    ...Object.entries(json).flatMap(([key, comparison]) => inComparison(comparison, [...path, 'json', key])),
    ...Object.entries(headers).flatMap(([key, comparison]) => inComparison(comparison, [...path, 'headers', key])),
  ];
}

/** Every name that a step and its undo need a value for. `shell` is the environment's (default: bash). */
export function usedNames(step: CheckStep | ActionStep, path: Path, shell = 'bash'): UsedName[] {
  const own = [...inProbe(step.probe, [...path, 'probe'], shell), ...inExpectation(step.expect, [...path, 'expect'])];
  const undo = 'undo' in step && step.undo?.kind === 'undo' ? inProbe(step.undo.probe, [...path, 'undo', 'probe'], shell) : [];
  return [...own.map((use) => ({ ...use, undo: false })), ...undo.map((use) => ({ ...use, undo: true }))];
}
