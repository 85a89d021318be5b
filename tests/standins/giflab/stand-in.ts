import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { placePython } from '../python.ts';
import { type Faults, type StandIn, temporaryDirectory, treeState } from '../stand-in.ts';

const HERE = import.meta.dirname;
type Edit = (tree: string) => void;

const replaced =
  (file: string, from: string, to: string): Edit =>
  (tree) => {
    const text = readFileSync(join(tree, file), 'utf8');
    if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`);
    writeFileSync(join(tree, file), text.replace(from, to));
  };

/** The command line works so many times; a file in the stand-in's state counts. */
const worksOnly = (times: number): Edit =>
  replaced(
    'src/giflab/__main__.py',
    'words = sys.argv[1:]\n',
    `import os\n\nwords = sys.argv[1:]\ncalls = Path(os.environ["STANDIN_STATE"]) / "calls"\ncalls.open("a").write(".")\nif calls.stat().st_size > ${times}:\n    sys.exit("out of memory")\n`,
  );

/** What can be wrong with the code, in the candidate or in what production gets: the mistake is in the files. */
const MISTAKES: Readonly<Record<string, Edit>> = {
  'many-type-errors': (tree) => appendFileSync(join(tree, 'src/giflab/metrics.py'), '# error: Name is not defined\n'.repeat(14)),
  'caches-by-default': replaced('src/giflab/config.py', 'CACHING = False', 'CACHING = True'),
  'monitors-slowly': replaced('src/giflab/monitoring/__init__.py', 'SECONDS = 0.001', 'SECONDS = 0.015'),
  'monitors-too-much': replaced('src/giflab/monitoring/__init__.py', 'SECONDS = 0.001', 'SECONDS = 0.06'),
  'fails-a-test': replaced('src/giflab/parallel_metrics.py', 'for frame in part]', 'for frame in part if frame != 50]'),
  'needs-an-unknown-package': replaced('pyproject.toml', 'rich = "*"', 'giflab-native = "*"'),
  'calculates-slowly': replaced('src/giflab/metrics.py', 'SECONDS = 0.02', 'SECONDS = 0.06'),
  'breaks-soon': worksOnly(20),
  'breaks-later': worksOnly(35),
};

const WHO = ['-c', 'user.name=Developer', '-c', 'user.email=developer@giflab.example.com', '-c', 'init.defaultBranch=main'];
const git = (directory: string, ...words: string[]): string =>
  execFileSync('git', [...WHO, ...words], {
    cwd: directory,
    encoding: 'utf8',
    env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });

function commitVersion(tree: string, mistake: string): void {
  for (const name of readdirSync(tree)) if (!['.git', '.gitignore', 'cache'].includes(name)) rmSync(join(tree, name), { recursive: true });
  cpSync(join(HERE, 'after'), tree, { recursive: true });
  cpSync(join(HERE, 'before/src/giflab/__init__.py'), join(tree, 'src/giflab/__init__.py'));
  MISTAKES[mistake]?.(tree);
  git(tree, 'add', '--all');
  git(tree, 'commit', '--quiet', '--message', 'Phases 1 to 4');
  git(tree, 'tag', '1.0.0');
}

/**
 * A GifLab of the former version in use, its remote with the version to deploy, and the candidate: a checkout of that version.
 *
 * Faults: `STANDIN_CANDIDATE` is what is wrong with the candidate, `STANDIN_PRODUCTION` what shows only in production; `STANDIN_POETRY`
 * is the version that Poetry has; with `STANDIN_PIP_BROKEN` the environment cannot be listed.
 */
export async function giflab(faults: Faults = {}): Promise<StandIn> {
  const { STANDIN_CANDIDATE: candidateMistake = '', STANDIN_PRODUCTION: productionMistake = '', ...others } = faults;
  const { directory, remove } = await temporaryDirectory('giflab');
  const at = (name: string): string => join(directory, name);
  cpSync(join(HERE, 'before'), at('live'), { recursive: true });
  git(at('live'), 'init', '--quiet');
  git(at('live'), 'add', '--all');
  git(at('live'), 'commit', '--quiet', '--message', 'Former version');
  git(directory, 'clone', '--quiet', 'live', 'remote');
  cpSync(at('remote'), at('candidate'), { recursive: true });
  commitVersion(at('remote'), productionMistake);
  commitVersion(at('candidate'), candidateMistake);
  git(at('live'), 'remote', 'add', 'origin', at('remote'));
  cpSync(join(HERE, 'bin'), at('commands'), { recursive: true });
  placePython(at('commands'));
  for (const name of ['state', 'samples']) mkdirSync(at(name));
  writeFileSync(join(at('samples'), 'sample.gif'), 'GIF89a');
  writeFileSync(at('giflab.log'), 'INFO started\n');
  const variables = {
    ...others,
    PATH: `${at('commands')}${delimiter}${process.env.PATH ?? ''}`,
    PYTHONDONTWRITEBYTECODE: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    STANDIN_HOME: HERE,
    STANDIN_STATE: at('state'),
  };
  execFileSync(join(at('commands'), 'poetry'), ['install'], { cwd: at('live'), env: { ...process.env, ...variables } });
  const environment = (name: string, more = ''): string => `  ${name}:
    host: local
    working-directory: ${at('live')}
    variables:
      CANDIDATE: ${at('candidate')}
      TEST_DATA: ${at('samples')}
      MEMINFO: ${join(HERE, 'meminfo')}
      LOG_FILE: ${at('giflab.log')}
${more}`;
  return {
    directory,
    environments: [environment('staging'), environment('production', '    requires: staging\n')].join(''),
    variables,
    state: () => ({
      ...treeState(at('live'), ...readdirSync(at('live')).filter((name) => name !== '.git')),
      head: readFileSync(join(at('live'), '.git/HEAD'), 'utf8'),
      commit: git(at('live'), 'rev-parse', 'HEAD'),
    }),
    remove,
  };
}
