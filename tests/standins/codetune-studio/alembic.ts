import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One file under migrations/versions: what its calls of `op` come to. */
export interface Revision {
  readonly id: string;
  readonly down: string | undefined;
  readonly upgrade: readonly string[];
  readonly downgrade: readonly string[];
}

const OPERATION = /op\.(?:create_index\("(\w+)", "(\w+)", \[([^\]]*)\]\)|drop_index\("(\w+)"|execute\("([^"]*)"\))/g;

const statements = (body: string): string[] =>
  [...body.matchAll(OPERATION)].map(([, name, table, columns = '', dropped, statement]) => {
    if (statement !== undefined) return statement;
    return dropped === undefined ? `CREATE INDEX ${name} ON ${table} (${columns.replaceAll('"', '')})` : `DROP INDEX ${dropped}`;
  });

function readRevision(text: string): Revision {
  const [above = '', downgrade = ''] = text.split('def downgrade');
  const [head = '', upgrade = ''] = above.split('def upgrade');
  const named = (name: string): string | undefined => new RegExp(`^${name} = "(\\w+)"`, 'm').exec(head)?.[1];
  return { id: named('revision') ?? '', down: named('down_revision'), upgrade: statements(upgrade), downgrade: statements(downgrade) };
}

/** The revisions of a work tree, first one first. */
export function readRevisions(repository: string): Revision[] {
  const directory = join(repository, 'migrations/versions');
  const all = readdirSync(directory)
    .filter((file) => file.endsWith('.py'))
    .map((file) => readRevision(readFileSync(join(directory, file), 'utf8')));
  const ordered: Revision[] = [];
  for (
    let next = all.find(({ down }) => down === undefined);
    next !== undefined;
    next = all.find(({ down }) => down === ordered.at(-1)?.id)
  )
    ordered.push(next);
  return ordered;
}

/** Names of the indices that the models declare. */
export const declaredIndices = (repository: string): string[] =>
  [...readFileSync(join(repository, 'utils/database.py'), 'utf8').matchAll(/^ {4}\("(\w+)"/gm)].map(([, name = '']) => name);
