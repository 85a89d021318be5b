import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { InfrastructureError, UsageError } from '../errors.ts';
import type { CliContext } from './context.ts';

const SCHEMA = 'checklist.schema.json';

/** A name for the checklist, from the directory's own. */
function slugOf(directory: string): string {
  const words = basename(directory)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  return /^[a-z]/.test(words) ? words : 'my-service';
}

const template = (name: string): string => `# yaml-language-server: $schema=${SCHEMA}
checklist: ${name}
summary: What this deployment does, in a line

environments:
  local:
    host: local                       # where commands run
    working-directory: .

phases:
  - phase: Backup
    steps:
      - backup: Keep the release that runs now
        command: if [ -f current-release ]; then cp current-release "$BACKUP_DIR/"; fi
        undo: if [ -f "$BACKUP_DIR/current-release" ]; then cp "$BACKUP_DIR/current-release" .; else rm -f current-release; fi

  - phase: Deploy
    steps:
      - approve: Ready to deploy
      - deploy: Put the new release in place
        command: echo "$VERSION" > current-release
        undo: 'true'                  # the backup's undo puts the old release back

  - phase: Verify
    steps:
      - smoke-test: A release is in place or none ever was
        command: test ! -e current-release || test -s current-release
      - validate: The new release is the one that was asked for
        command: cat current-release
        expect: { output: $VERSION }
`;

/** Writes a checklist that runs as it stands, and the schema that editors complete it with. Never overwrites a checklist. */
export async function writeFirstChecklist(
  context: CliContext,
  directory: string,
): Promise<{ readonly checklist: string; readonly schema: string }> {
  const target = resolve(context.workingDirectory, directory);
  const checklist = join(directory, 'checklist.yaml');
  try {
    await mkdir(target, { recursive: true });
    await writeFile(join(target, 'checklist.yaml'), template(slugOf(target)), { flag: 'wx' });
    // A schema that is there may be a person's own.
    await writeFile(join(target, SCHEMA), await readFile(new URL('../../schema/checklist.schema.json', import.meta.url)), {
      flag: 'wx',
    }).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EEXIST' || code === 'ENOTDIR') throw new UsageError(`${checklist} is there already: it was left alone`, { cause: error });
    throw new InfrastructureError(`cannot write ${checklist}: ${(error as Error).message}`, { cause: error });
  }
  return { checklist, schema: join(directory, SCHEMA) };
}
