/** A version as tools print it: its numbers, and whether it comes before the release of that number. */
export interface Version {
  readonly numbers: readonly number[];
  readonly isPrerelease: boolean;
}

const WRITTEN = /^\s*v?(\d{1,9}(?:\.\d{1,9})*)([-._+~]?[A-Za-z0-9][A-Za-z0-9.+_~-]*|\+)?\s*$/;
/** What stands behind the numbers of a version that is not released yet, in the habits of Python and of npm. */
const PRERELEASE = /^[-._~]?(?:a|b|c|rc|alpha|beta|dev|pre|preview|snapshot|next|nightly|canary)(?![a-z])/i;

/** Reads `1.13.0`, `v24.1.0`, `3.12.0rc1`; undefined for anything else. */
export function readVersion(value: unknown): Version | undefined {
  // YAML and JSON read 3.10 as the number 3.1: only text says which version it is.
  if (typeof value !== 'string') return undefined;
  const [, numbers, suffix = ''] = WRITTEN.exec(value) ?? [];
  return numbers === undefined ? undefined : { numbers: numbers.split('.').map(Number), isPrerelease: PRERELEASE.test(suffix) };
}

/** Below 0 when the left one is older. What is not written counts as 0: `3.8` is `3.8.0`. */
export function compareVersions(left: Version, right: Version): number {
  const length = Math.max(left.numbers.length, right.numbers.length);
  for (let index = 0; index < length; index++) {
    const difference = (left.numbers[index] ?? 0) - (right.numbers[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return Number(right.isPrerelease) - Number(left.isPrerelease);
}
