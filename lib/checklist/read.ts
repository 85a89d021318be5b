import { readDocument } from './document.ts';
import { explainIssue } from './explain.ts';
import type { Fault } from './fault.ts';
import { type Places, placesIn } from './places.ts';
import { inOrder, type Path, type Problem } from './problem.ts';
import { withoutEchoes } from './reader-finding.ts';
import { type Checklist, checklist as schema } from './schema/checklist.ts';

export interface ReadChecklist {
  /** Undefined when it cannot be read; the problems say why. */
  readonly checklist?: Checklist;
  readonly problems: readonly Problem[];
  readonly places: Places;
}

const valueAt = (data: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Record<string | number, unknown>)[key]
        : undefined,
    data,
  );

/** A fault may begin with the indentation before what it is about. */
const problemOf =
  (file: string, source: string, places: Places) =>
  ({ rule, severity, message, start, end }: Fault): Problem => {
    const blank = /^ *(?=\S)/.exec(source.slice(start, start + 200))?.[0].length ?? 0;
    return { rule, severity, message, file, ...places.between(start + blank, Math.max(end, start + blank)), path: [] };
  };

/**
 * Reads a checklist from YAML text. `file` is only the name that problems give. Every problem is reported, each at
 * the key or value it is about, in the order of the text. Reads no file and never throws, whatever the text.
 */
export function readChecklist(text: string, file: string): ReadChecklist {
  const source = text.replace(/^\uFEFF/, '');
  const { document, data, faults } = readDocument(source);
  const places = placesIn(source, document);
  const problems = faults.map(problemOf(file, source, places));
  if (data === undefined) return { problems: inOrder(problems), places };

  const result = schema.safeParse(data);
  if (result.success) {
    // A repeated key is read, so that what follows is judged too, but such a checklist must not run as if it were sound.
    return { checklist: result.data, problems: inOrder(problems), places };
  }
  const written = { valueAt: (path: Path) => valueAt(data, path), sourceAt: (path: Path) => places.source(path) };
  const findings = result.error.issues.flatMap((issue) => explainIssue(issue, { schema, path: [], written }));
  for (const { rule, message, path, at, severity = 'error' } of withoutEchoes(findings)) {
    problems.push({ rule, severity, message, file, ...places.of(path, at), path });
  }
  return { problems: inOrder(problems), places };
}
