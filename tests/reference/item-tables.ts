/** One row of a table in docs/reference-checklists.md. */
export interface Row {
  /** The line of the document; undefined for what was added. */
  readonly line: number | undefined;
  readonly item: string;
  /** Where it went: `validate: The health page answers`, in two parts. */
  readonly where: readonly { readonly kind: string; readonly name: string }[];
}

/** What an item counts as. */
export type Fate = 'automated' | 'by hand' | 'told' | 'noted';

const cells = (line: string): string[] =>
  line
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll('\\|', '|'));

function readRow(line: string): Row {
  const [number = '', item = '', where = ''] = cells(line);
  const entries = where.split('; ').map((entry) => {
    const [, kind = '', name = ''] = /^([a-z-]+): (.+)$/.exec(entry) ?? [];
    if (name === '') throw new Error(`${entry} is not of the form "kind: name", in the row of line ${number}`);
    return { kind, name };
  });
  return { line: /^\d+$/.test(number) ? Number(number) : undefined, item, where: entries };
}

/** Every section of the document: name of the checklist → its rows. */
export function readItemTables(markdown: string): Map<string, readonly Row[]> {
  const sections = markdown.split(/^## /m).slice(1);
  return new Map(
    sections.map((section) => {
      const rows = section.split('\n').filter((line) => line.startsWith('|'));
      return [section.slice(0, section.indexOf('\n')).trim(), rows.slice(2).map(readRow)] as const;
    }),
  );
}

export function fateOf({ where }: Row): Fate {
  const kinds = where.map(({ kind }) => kind);
  if (kinds.includes('approve')) return 'by hand';
  if (kinds.some((kind) => kind !== 'notify' && kind !== 'note')) return 'automated';
  return kinds.includes('notify') ? 'told' : 'noted';
}
