import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Completes package-lock.json with the binaries for other platforms. npm leaves those out that the registry at hand
 * does not serve, and then `npm ci` refuses the lock file. Their versions are exact in the package that wants them.
 */

interface Entry {
  readonly version?: string;
  readonly dev?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const FILE = new URL('../package-lock.json', import.meta.url);
const EXACT = /^\d+\.\d+\.\d+$/;
const SYSTEMS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const PROCESSORS = ['arm', 'arm64', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'x64'];

/** `@swc/core-linux-x64-musl` → where npm may install it. Undefined when the name does not say. */
function platformOf(name: string): object | undefined {
  const words = name.split(/[-/]/);
  const [os, cpu] = [SYSTEMS, PROCESSORS].map((known) => words.find((word) => known.includes(word)));
  if (os === undefined || cpu === undefined) return undefined;
  const libc = words.some((word) => word.startsWith('musl'))
    ? ['musl']
    : words.some((word) => word.startsWith('gnu'))
      ? ['glibc']
      : undefined;
  return { os: [os], cpu: [cpu], ...(os === 'linux' && libc !== undefined ? { libc } : {}) };
}

const lock = JSON.parse(readFileSync(FILE, 'utf8')) as { packages: Record<string, Entry> };
const missing = Object.values(lock.packages).flatMap(({ dev, optionalDependencies = {} }) =>
  Object.entries(optionalDependencies).flatMap(([name, version]) => {
    const path = `node_modules/${name}`;
    const platform = platformOf(name);
    if (path in lock.packages || platform === undefined || !EXACT.test(version)) return [];
    return [[path, { version, ...(dev ? { dev } : {}), optional: true, ...platform }] as const];
  }),
);
const [root = ['', {}], ...packages] = [...Object.entries(lock.packages), ...missing];
packages.sort(([a], [b]) => a.localeCompare(b, 'en'));
writeFileSync(FILE, `${JSON.stringify({ ...lock, packages: Object.fromEntries([root, ...packages]) }, null, 2)}\n`);
