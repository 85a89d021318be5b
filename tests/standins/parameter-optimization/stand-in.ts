import { cp, mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { placePython } from '../python.ts';
import { type Faults, type StandIn, temporaryDirectory, treeState } from '../stand-in.ts';

const HERE = import.meta.dirname;

/** A trial of a day ago: what the live system has stored before the deployment. */
const earlierResults = (now: Date): string =>
  JSON.stringify({
    lcdm: {
      defaults: { H0: 67.5, Om0: 0.314, Obh2: 0.02237, ns: 0.9649 },
      optimization_metadata: { cmb_optimized: new Date(now.getTime() - 86_400_000).toISOString() },
    },
  });

const environment = (name: string, live: string, candidate: string, more = ''): string => `  ${name}:
    host: local
    working-directory: ${live}
    variables: { CANDIDATE: ${candidate}, PYTHONDONTWRITEBYTECODE: "1" }
${more}`;

/**
 * Two trees: the one that is live, without the optimization, and the checkout of the version that brings it.
 *
 * Faults: `STANDIN_SCIPY` is the version that scipy says it has. `STANDIN_DISK_FULL_AT` is where copies stop half-way.
 * `STANDIN_FAULTS` holds words such as `live:storage-refused`, for one tree or the other; the Python code asks for them.
 */
export async function parameterOptimization(faults: Faults = {}, { withResults = true } = {}): Promise<StandIn> {
  const { directory, remove } = await temporaryDirectory('parameter-optimization');
  const [live, candidate, commands] = ['live', 'candidate', 'commands'].map((name) => join(directory, name)) as [string, string, string];
  const copies: readonly (readonly [string, string])[] = [
    ['system', live],
    ['before', live],
    ['system', candidate],
    ['after', candidate],
    ['bin', commands],
  ];
  for (const [from, to] of copies) await cp(join(HERE, from), to, { recursive: true });
  placePython(commands);
  if (withResults) {
    await mkdir(join(live, 'optimization_results'), { mode: 0o700 });
    await writeFile(join(live, 'optimization_results', 'lcdm_optimized.json'), earlierResults(new Date()));
  }
  return {
    directory,
    environments: [
      environment('local', live, candidate),
      environment('pre-production', live, candidate),
      environment('production', live, candidate, '    requires: pre-production\n'),
    ].join(''),
    variables: {
      ...faults,
      PATH: `${commands}${delimiter}${process.env.PATH ?? ''}`,
      PYTHONPATH: join(HERE, 'python-path'),
      PYTHONDONTWRITEBYTECODE: '1',
    },
    state: () => treeState(directory, 'live'),
    remove,
  };
}
