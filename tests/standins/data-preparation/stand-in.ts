import { chmod, cp, mkdir, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { placePython } from '../python.ts';
import { type Faults, type StandIn, temporaryDirectory, treeState } from '../stand-in.ts';

const HERE = import.meta.dirname;

const SUPERNOVAE = { z: [0.01, 0.02, 0.05], observable: [33.1, 34.6, 36.7], uncertainty: [0.1, 0.1, 0.2] };

/** Where everything is, as the checklist's variables say it. */
const variablesFor = (directory: string): Readonly<Record<string, string>> => ({
  CANDIDATE: join(directory, 'candidate'),
  DATA_DIR: join(directory, 'data'),
  VENV: join(directory, 'venv', 'pbuf_data_prep_env'),
  CONFIG_FILE: join(directory, 'home', '.pbuf', 'data_preparation_config.json'),
  PROFILE: join(directory, 'home', '.bashrc'),
  BACKUPS: join(directory, 'backups'),
  PYTHONPATH: `${join(directory, 'pbuf')}${delimiter}${join(HERE, 'python-path')}`,
  PYTHONDONTWRITEBYTECODE: '1',
  PBUF_DATA_PREPARATION_OUTPUT_DIR: join(directory, 'data', 'derived'),
  PBUF_DATA_PREPARATION_LOG_LEVEL: 'INFO',
  PBUF_DATA_PREPARATION_CACHE_ENABLED: 'true',
  PBUF_DATA_PREPARATION_MAX_MEMORY_GB: '8',
  PBUF_DATA_PREPARATION_PARALLEL_PROCESSING: 'false',
  PBUF_DATA_PREPARATION_WORKERS: '1',
  PBUF_REGISTRY_BASE_DIR: join(directory, 'data', 'registry'),
  PBUF_REGISTRY_MANIFEST_FILE: join(directory, 'data', 'datasets_manifest.json'),
});

const production = (directory: string): Readonly<Record<string, string>> => ({
  SERVICE_USER: userInfo().username,
  UNIT_FILE: join(directory, 'etc', 'pbuf-data-preparation.service'),
  LOGROTATE_FILE: join(directory, 'etc', 'logrotate-pbuf-data-preparation'),
});

const environment = (name: string, directory: string, variables: Readonly<Record<string, string>>): string =>
  `  ${name}: ${JSON.stringify({ host: 'local', 'working-directory': join(directory, 'pbuf'), variables })}\n`;

/** Data of before: raw files, one derived dataset, a registry, a log, and modes that the deployment changes. */
async function makeData(data: string): Promise<void> {
  const files: Readonly<Record<string, unknown>> = {
    'raw/sn_pantheon_plus.json': SUPERNOVAE,
    'derived/sn_pantheon_plus.json': { z: [0.01], observable: [33], uncertainty: [0.2] },
    'registry/audit/created.json': { by: 'hand' },
    'datasets_manifest.json': { datasets: ['sn_pantheon_plus'] },
    'logs/errors.log': 'ERROR of long ago\n',
    'logs/notes.txt': 'kept by hand\n',
  };
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(data, name)), { recursive: true });
    await writeFile(join(data, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
  for (const [name, mode] of Object.entries({ raw: 0o700, registry: 0o750, 'logs/notes.txt': 0o600 })) await chmod(join(data, name), mode);
}

/**
 * A PBUF tree and its data, before the framework is put into production.
 *
 * Faults: `STANDIN_FREE_KIB` is what the disk has left. `STANDIN_BACKUP_FULL` makes archives fail. `STANDIN_IN_THE_WAY`
 * is a file, or with a slash at its end a directory, that stands where the deployment wants something else.
 * `STANDIN_FAULTS` holds words that the Python code and the commands ask for.
 */
export async function dataPreparation(faults: Faults = {}): Promise<StandIn> {
  const { directory, remove } = await temporaryDirectory('data-preparation');
  const commands = join(directory, 'commands');
  await cp(join(HERE, 'tree'), join(directory, 'pbuf'), { recursive: true });
  await cp(join(HERE, 'candidate'), join(directory, 'candidate'), { recursive: true });
  await cp(join(HERE, 'bin'), commands, { recursive: true });
  placePython(commands, { makesVenv: true });
  await makeData(join(directory, 'data'));
  for (const each of ['home', 'etc/systemd-state', 'venv']) await mkdir(join(directory, each), { recursive: true });
  await writeFile(join(directory, 'home', '.bashrc'), 'alias ll="ls -l"\n');
  const inTheWay = faults.STANDIN_IN_THE_WAY;
  if (inTheWay?.endsWith('/') === true) await mkdir(join(directory, inTheWay), { recursive: true });
  else if (inTheWay !== undefined) await writeFile(join(directory, inTheWay), 'in the way');

  const variables = variablesFor(directory);
  return {
    directory,
    environments:
      environment('local', directory, variables) + environment('production', directory, { ...variables, ...production(directory) }),
    variables: {
      ...faults,
      PATH: `${commands}${delimiter}${process.env.PATH ?? ''}`,
      STANDIN_DIRECTORY: directory,
      STANDIN_PACKAGES: join(HERE, 'packages'),
    },
    // A rollback leaves the log files: they tell why.
    state: () =>
      Object.fromEntries(
        Object.entries(treeState(directory, 'pbuf', 'data', 'home', 'etc', 'venv')).filter(([path]) => !/^data\/logs\/.*\.log$/.test(path)),
      ),
    remove,
  };
}
