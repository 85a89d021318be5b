/** How many letters must be inserted, removed, changed or swapped with their neighbour to make one word of the other. */
function distance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(
        Math.min(
          (last[j] ?? 0) + 1,
          (row[j - 1] ?? 0) + 1,
          (last[j - 1] ?? 0) + changed,
          swapped ? (beforeLast[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}

/** Letters and digits alone: `failureLimit`, `failure_limit` and `failure-limit` are one word. */
const plain = (word: string): string => word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

const LONGEST = 200;

/** The candidate that the author most likely meant; undefined when none is near. A third of the letters may be wrong. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = plain(word);
  if (wanted === '' || word.length > LONGEST) return undefined;
  let best: { candidate: string; distance: number } | undefined;
  for (const candidate of candidates) {
    const other = plain(candidate);
    const allowed = Math.max(1, Math.floor(Math.min(wanted.length, other.length) / 3));
    if (candidate.length > LONGEST || Math.abs(other.length - wanted.length) > allowed) continue;
    const apart = distance(wanted, other);
    if (apart <= allowed && (best === undefined || apart < best.distance)) best = { candidate, distance: apart };
  }
  return best?.candidate;
}

/** `: did you mean \`timeout\`?`, or nothing. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const candidate = nearest(word, candidates);
  return candidate === undefined ? '' : `: did you mean \`${candidate}\`?`;
}
