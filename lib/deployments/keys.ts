import type { AuditRecord } from './records.ts';

/**
 * One table. Records of a deployment share a partition; their sort keys say what they are about, so that writing the
 * same fact twice is refused. Locks and task tokens have prefixes of their own: only those may ever be changed.
 */
export const LOCK_PREFIX = 'LOCK#';
export const TOKEN_PREFIX = 'TOKEN#';
export const HISTORY_INDEX = 'history';

export const deploymentPartition = (deployment: string): string => `DEPLOYMENT#${deployment}`;
export const lockKey = (checklist: string, environment: string) => ({ pk: `${LOCK_PREFIX}${checklist}#${environment}`, sk: 'LOCK' });
export const tokenKey = (deployment: string, step: string) => ({ pk: `${TOKEN_PREFIX}${deployment}`, sk: step });

/** The deployment itself, and what is recorded after its close (its last notification, the follow-ups). Each has a seal. */
export type Chapter = 0 | 1;

const FOLLOW_UP = 'follow-up';
const AFTER_CLOSE = ['deployed', 'stopped', 'rolled-back', 'rollback-failed', 'aborted', 'follow-up'];

export function chapterOf(record: AuditRecord): Chapter {
  const after = record.execution === FOLLOW_UP || (record.kind === 'notification' && AFTER_CLOSE.includes(record.event));
  return after ? 1 : 0;
}

const padded = (number: number): string => String(number).padStart(6, '0');

function subject(record: AuditRecord): string {
  switch (record.kind) {
    case 'opened':
    case 'closed':
      return '';
    case 'claimed':
    case 'undo-claimed':
    case 'undo':
    case 'approval-requested':
    case 'approval':
      return `#${record.execution}#${record.step}`;
    case 'step':
      return `#${record.execution}#${record.purpose}#${record.step}`;
    case 'sample':
      return `#${record.execution}#${record.step}#${padded(record.number)}`;
    case 'captured':
      return `#${record.name}#${record.step}`;
    case 'gate':
      return `#${record.execution}#${record.gate}`;
    case 'notification':
      return `#${record.execution}#${record.event}#${record.about ?? ''}#${record.rule}`;
    case 'seal':
      return '';
  }
}

/** A record's sort key. The same fact always has the same key. */
export function recordKey(record: AuditRecord): string {
  const chapter = record.kind === 'seal' ? record.chapter : chapterOf(record);
  return record.kind === 'seal' ? `seal#${chapter}` : `${chapter}#${record.kind}${subject(record)}`;
}
