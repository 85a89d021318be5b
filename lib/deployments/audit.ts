import { chapterOf } from './keys.ts';
import type { AuditRecord, SealRecord } from './records.ts';
import { type StoredRecord, sealOf } from './seal.ts';

/** What `gonogo audit verify` finds for one seal. */
export interface SealCheck {
  readonly chapter: 0 | 1;
  readonly intact: boolean;
  readonly expected: string;
  readonly actual: string;
  readonly records: number;
}

export interface AuditCheck {
  readonly seals: readonly SealCheck[];
  /** Records that no seal covers yet (the last notification; follow-ups under way). */
  readonly unsealed: number;
}

const isSeal = (record: StoredRecord): boolean => record.kind === 'seal';

/** What a seal of this chapter covers: the chapter and all before it, without seals. */
export const coveredBy = (chapter: 0 | 1, records: readonly StoredRecord[]): StoredRecord[] =>
  records.filter((record) => !isSeal(record) && chapterOf(record as unknown as AuditRecord) <= chapter);

/** Recomputes every seal of a deployment over its records as they are stored now. */
export function verifySeals(records: readonly StoredRecord[]): AuditCheck {
  const seals = records.filter(isSeal).map((record) => record as unknown as SealRecord);
  const checks = seals.map(({ chapter, sha256, records: count }): SealCheck => {
    const covered = coveredBy(chapter, records);
    const actual = sealOf(covered);
    return { chapter, intact: actual === sha256 && covered.length === count, expected: sha256, actual, records: covered.length };
  });
  const last = Math.max(-1, ...seals.map(({ chapter }) => chapter));
  return {
    seals: checks,
    unsealed: records.filter((record) => !isSeal(record) && chapterOf(record as unknown as AuditRecord) > last).length,
  };
}
