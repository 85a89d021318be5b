import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const HERE = import.meta.dirname;
const MIGRATION = 'migrations/versions/1b2c3d4e5f60_add_performance_indices.py';

/** Git without the configuration of whoever runs the tests. */
export const GIT_VARIABLES = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Developer',
  GIT_AUTHOR_EMAIL: 'developer@codetune.example.com',
  GIT_COMMITTER_NAME: 'Developer',
  GIT_COMMITTER_EMAIL: 'developer@codetune.example.com',
};

export const git = (directory: string, ...words: string[]): string =>
  execFileSync('git', words, {
    cwd: directory,
    env: { ...process.env, ...GIT_VARIABLES },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });

type Edit = (tree: string) => void;

const behaves =
  (behaviour: object): Edit =>
  (tree) =>
    writeFileSync(join(tree, 'application.json'), JSON.stringify({ version: '2.0.0', ...behaviour }));
const replaced =
  (file: string, from: string, to: string): Edit =>
  (tree) => {
    const text = readFileSync(join(tree, file), 'utf8');
    if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`);
    writeFileSync(join(tree, file), text.replace(from, to));
  };

/** What can be wrong with a version: the mistake is in its files, nobody pretends. */
const MISTAKES: Readonly<Record<string, Edit>> = {
  'does-not-compile': (tree) => writeFileSync(join(tree, 'core/server.py'), 'def broken(:\n'),
  'needs-an-unknown-package': (tree) => appendFileSync(join(tree, 'requirements.txt'), 'codetune-private\n'),
  'forgets-an-index': replaced(MIGRATION, '    op.create_index("ix_training_metric_epoch", "training_metric", ["epoch"])\n', ''),
  'cannot-downgrade': replaced(MIGRATION, 'def downgrade():\n', 'def downgrade():\n    op.execute("SELECT 1 / 0")\n'),
  'crashes-at-start': behaves({ crashes: true }),
  'logs-in-another-form': behaves({ oddLogLine: 'starting up...' }),
  'compares-slowly': behaves({ comparisonDelayMs: 1_000 }),
  'loads-all-plugins-or-none': replaced('utils/plugins/registry.py', 'except Exception as', 'except ImportError as'),
  'errs-soon': behaves({ errsAfter: 6 }),
  'errs-later': behaves({ errsAfter: 40 }),
};

/** A clone on `main`, at 1.9.0, and its remote, which also has `version`: 2.0.0, perhaps with mistakes. */
export function createRepository(state: string, version: string, mistakes: readonly string[]): string {
  const repository = join(state, 'repository');
  const remote = join(state, 'remote.git');
  for (const directory of [repository, remote]) rmSync(directory, { recursive: true, force: true });
  mkdirSync(repository);
  git(repository, 'init', '--quiet', '--initial-branch=main');
  cpSync(join(HERE, 'versions/1.9.0'), repository, { recursive: true });
  git(repository, 'add', '--all');
  git(repository, 'commit', '--quiet', '--message', '1.9.0');
  git(repository, 'checkout', '--quiet', '--detach');
  cpSync(join(HERE, 'versions/2.0.0'), repository, { recursive: true });
  for (const mistake of mistakes) MISTAKES[mistake]?.(repository);
  git(repository, 'add', '--all');
  git(repository, 'commit', '--quiet', '--message', version);
  git(repository, 'tag', version);
  git(repository, 'checkout', '--quiet', 'main');
  git(state, 'clone', '--quiet', '--bare', 'repository', remote);
  git(repository, 'remote', 'add', 'origin', remote);
  return repository;
}
