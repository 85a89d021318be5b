import type { AuditRecord } from '../../lib/deployments/records.ts';
import type { Verdict } from '../../lib/deployments/verdict.ts';

const COUNTS: Record<Verdict, number> = { pass: 0, warn: 0, fail: 0, error: 0, skipped: 0 };
const DEPLOYMENT = 'shop-local-1-5-0-k3v9';

type Without<R> = R extends AuditRecord ? Omit<R, 'deployment' | 'execution' | 'at'> & { execution?: string } : never;

/** Writes records one second apart, so that a story reads in the order in which it happened. */
function story(...facts: Without<AuditRecord>[]): AuditRecord[] {
  return facts.map((fact, second): AuditRecord => {
    const at = new Date(Date.UTC(2026, 2, 1, 12, 3, second)).toISOString();
    return { deployment: DEPLOYMENT, execution: 'main', at, ...fact } as AuditRecord;
  });
}

const time = (second: number): string => new Date(Date.UTC(2026, 2, 1, 12, 3, second)).toISOString();

type StepFact = Extract<Without<AuditRecord>, { kind: 'step' }>;
const step = (fact: Pick<StepFact, 'step' | 'title' | 'verb' | 'phase'> & Partial<StepFact>, second: number): StepFact => ({
  kind: 'step',
  purpose: 'step',
  verdict: 'pass',
  reason: 'exit code 0',
  attempts: 1,
  startedAt: time(second),
  durationMs: 850,
  ...fact,
});

const opened: Without<AuditRecord> = {
  kind: 'opened',
  checklist: 'example-shop',
  environment: 'local',
  version: '1.5.0',
  startedBy: 'anna',
  planHash: '9f2c4e61d0a35b7788c1e6f9a4d2b0c3e5f7a9b1c3d5e7f90123456789abcdef',
  faults: {},
};
const health = { step: 'health', title: 'The health page answers', verb: 'smoke-test', phase: 'verify' } as const;
const query = { step: 'query', title: 'Order query time', verb: 'measure', phase: 'verify', target: '<= 20 ms' } as const;
const dump = { step: 'dump', title: 'Dump the orders database', verb: 'backup', phase: 'backup' } as const;
const index = { step: 'index', title: 'Add the order-date index', verb: 'migrate', phase: 'migrate' } as const;
const release = { step: 'release', title: 'Switch the service to the new version', verb: 'deploy', phase: 'release' } as const;
const claim = ({ step: id, title, verb, phase }: typeof dump | typeof index | typeof release): Without<AuditRecord> => ({
  kind: 'claimed',
  step: id,
  title,
  verb,
  phase,
});
const go = (gate: string, title: string): Without<AuditRecord> => ({
  kind: 'gate',
  gate,
  title,
  decision: 'GO',
  next: 'proceed',
  reason: 'every required step passed',
  counts: { ...COUNTS, pass: 1 },
});

const baseline = [
  step({ ...health, purpose: 'baseline', reason: 'got 200 in 12 ms', evidence: { summary: '200 OK', status: 200 } }, 1),
  step({ ...query, purpose: 'baseline', reason: 'value 52.1034', value: 52.1034 }, 2),
];
const upToRelease = [
  opened,
  ...baseline,
  claim(dump),
  step({ ...dump, durationMs: 1_240, evidence: { summary: 'exit code 0', exitCode: 0, output: 'dumped 100000 orders\n' } }, 3),
  go('backup', 'Backup'),
  claim(index),
  step({ ...index, durationMs: 64_000, evidence: { exitCode: 0, output: 'CREATE INDEX\n' } }, 6),
  go('migrate', 'Migrate'),
  claim(release),
  step({ ...release, durationMs: 310 }, 9),
  go('release', 'Release'),
];
const sealed = (records: number): Without<AuditRecord> => ({
  kind: 'seal',
  chapter: 0,
  sha256: '4b1f0e5c7a9d3e6b8c2f1a0d9e8b7c6a5f4e3d2c1b0a99887766554433221100',
  records,
});
const told = (event: string, sent = true): Without<AuditRecord> => ({
  kind: 'notification',
  event,
  rule: 0,
  to: ['email:releases@example.com'],
  subject: `[gonogo] example-shop 1.5.0 local: ${event}`,
  sent,
  ...(sent ? {} : { reason: 'connect ECONNREFUSED 127.0.0.1:4100' }),
});
const closed = (outcome: 'DEPLOYED' | 'ROLLED_BACK' | 'ROLLBACK_FAILED', reason: string): Without<AuditRecord> => ({
  kind: 'closed',
  checklist: 'example-shop',
  environment: 'local',
  version: '1.5.0',
  outcome,
  reason,
  openedAt: time(0),
});

const deployed = story(
  ...upToRelease,
  step(
    { ...health, reason: 'got 200 in 14 ms, expected 200', evidence: { summary: '200', status: 200, output: '{"status":"healthy"}' } },
    12,
  ),
  step({ ...query, value: 1.8437, baseline: 52.1034, reason: 'value 1.8437 ms, expected <= 20 ms' }, 13),
  step(
    {
      step: 'pages',
      title: 'No page is slow',
      verb: 'validate',
      phase: 'verify',
      verdict: 'warn',
      reason: 'took 2.3 s, expected within 2s (advisory)',
      attempts: 3,
    },
    14,
  ),
  { kind: 'approval-requested', step: 'sign', title: 'Release manager signs off', expiresAt: '2026-03-01T16:03:15.000Z' },
  { kind: 'approval', step: 'sign', title: 'Release manager signs off', answer: 'approved', by: 'ben', comment: 'Looks good' },
  step({ step: 'sign', title: 'Release manager signs off', verb: 'approve', phase: 'verify', reason: 'approved by ben' }, 15),
  { ...go('verify', 'Verify'), reason: '3 passed, 1 warning' } as Without<AuditRecord>,
  closed('DEPLOYED', 'every gate said GO'),
  told('deployed'),
  sealed(24),
);

const rollback = (undone: Verdict, after: Verdict) => [
  { kind: 'undo-claimed', step: 'release' } as const,
  {
    kind: 'undo',
    step: 'release',
    title: release.title,
    verdict: 'pass',
    reason: 'exit code 0',
    startedAt: time(20),
    durationMs: 290,
  } as const,
  { kind: 'undo-claimed', step: 'index' } as const,
  {
    kind: 'undo',
    step: 'index',
    title: index.title,
    verdict: undone,
    reason: undone === 'pass' ? 'exit code 0' : 'exit code 1, expected 0',
    startedAt: time(21),
    durationMs: 1_100,
    ...(undone === 'pass' ? {} : { evidence: { exitCode: 1, errorOutput: 'ERROR: index "orders_created_at" is in use\n' } }),
  } as const,
  step({ ...health, purpose: 'verification', reason: 'got 200 in 11 ms, expected 200' }, 23),
  step(
    { ...query, purpose: 'verification', verdict: after, value: 53.02, baseline: 52.1034, reason: 'value 53.02 ms, baseline 52.1034 ms' },
    24,
  ),
  {
    kind: 'gate',
    gate: 'ROLLBACK',
    title: 'Verify rollback',
    decision: after === 'pass' && undone === 'pass' ? 'GO' : 'NO_GO',
    next: 'proceed',
    reason: after === 'pass' && undone === 'pass' ? 'everything is as before' : '1 undo failed',
    counts: { ...COUNTS, pass: 2 },
  } as const,
];
const refused = [
  step(
    {
      ...health,
      verdict: 'fail',
      reason: 'got 503 in 120 ms, expected 200',
      attempts: 3,
      evidence: { summary: '503', status: 503, output: '{"status":"starting","database":"refused"}' },
    },
    12,
  ),
  step({ ...query, verdict: 'error', reason: 'connect ECONNREFUSED 127.0.0.1:5432' }, 13),
  {
    kind: 'gate',
    gate: 'verify',
    title: 'Verify',
    decision: 'NO_GO',
    next: 'rollback',
    reason: '1 failed, 1 could not be told: The health page answers, Order query time',
    counts: { ...COUNTS, fail: 1, error: 1 },
  } as const,
];

const rolledBack = story(
  ...upToRelease,
  ...refused,
  ...rollback('pass', 'pass'),
  closed('ROLLED_BACK', 'Verify: The health page answers: got 503 in 120 ms, expected 200'),
  told('rolled-back'),
  sealed(30),
);

const rollbackFailed = story(
  ...upToRelease,
  ...refused,
  ...rollback('fail', 'pass'),
  closed('ROLLBACK_FAILED', 'the undo of Add the order-date index failed: exit code 1, expected 0'),
  told('rollback-failed', false),
  sealed(30),
);

/** The process died while the migration ran, and while an approval was awaited before it. */
const open = story(
  opened,
  ...baseline,
  { kind: 'approval-requested', step: 'start', title: 'The team may start', expiresAt: '2026-03-01T16:03:15.000Z' },
  claim(dump),
  step(dump, 3),
  go('backup', 'Backup'),
  claim(index),
);

export const HOSTILE =
  '<script>alert("1")</script>&amp;]]> `code` **bold** | cell | $x$\r\n::error::no\n##[error]no\u001b[31mred\u001b[0m\u0000\u0007\u001b]0;title\u0007 👩‍👩‍👧 \u202eevil\u202c שלום عليكم \ud800 %0A';

const hostileEvidence = { output: `${'```\n'}${HOSTILE}\n${'x'.repeat(8_000)}`, errorOutput: HOSTILE, summary: HOSTILE, truncated: true };

/** Everything that comes from outside is as bad as it can be. */
const hostile = story(
  { ...opened, startedBy: HOSTILE } as Without<AuditRecord>,
  step({ ...health, title: HOSTILE, verdict: 'fail', reason: HOSTILE, evidence: hostileEvidence }, 1),
  step({ ...query, title: 'שלום עולם', value: HOSTILE, reason: HOSTILE }, 2),
  { ...go('verify', HOSTILE), reason: HOSTILE } as Without<AuditRecord>,
  {
    kind: 'undo',
    step: 'index',
    title: HOSTILE,
    verdict: 'error',
    reason: HOSTILE,
    startedAt: time(3),
    durationMs: 5,
    evidence: hostileEvidence,
  },
  { kind: 'approval-requested', step: 'sign', title: HOSTILE, expiresAt: '2026-03-01T16:03:15.000Z' },
  { kind: 'approval', step: 'sign', title: HOSTILE, answer: 'rejected', by: HOSTILE, comment: HOSTILE },
  { kind: 'notification', event: 'no-go', rule: 0, to: [HOSTILE], subject: HOSTILE, sent: false, reason: HOSTILE },
  closed('ROLLBACK_FAILED', HOSTILE),
  sealed(9),
);

/** Deployments that reports are tried on, by name. */
export const STORIES = { deployed, 'rolled-back': rolledBack, 'rollback-failed': rollbackFailed, open, hostile } as const;
