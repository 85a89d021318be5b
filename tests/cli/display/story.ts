import type { DisplayOutline } from '../../../lib/cli/display/outline.ts';
import type { DeploymentEvent } from '../../../lib/deployments/events.ts';
import type { Verdict } from '../../../lib/deployments/verdict.ts';

const DEPLOYMENT = 'shop-local-1-5-0-k3v9';
const BEGAN = Date.UTC(2026, 2, 1, 12, 3, 0);

type Step = DisplayOutline['phases'][number]['steps'][number];

export const OUTLINE: DisplayOutline = {
  checklist: 'example-shop',
  environment: 'local',
  version: '1.5.0',
  phases: [
    { id: 'backup', title: 'Backup', gate: 'Backup', steps: [{ id: 'dump', title: 'Dump the orders database', verb: 'backup' }] },
    { id: 'migrate', title: 'Migrate', gate: 'Migrate', steps: [{ id: 'index', title: 'Add the order-date index', verb: 'migrate' }] },
    {
      id: 'verify',
      title: 'Verify',
      gate: 'Verify',
      steps: [
        { id: 'health', title: 'The health page answers', verb: 'smoke-test' },
        { id: 'query', title: 'Order query time', verb: 'measure' },
        { id: 'sign', title: 'Release manager signs off', verb: 'approve' },
      ],
    },
    { id: 'watch', title: 'Watch', gate: 'Watch', steps: [{ id: 'errors', title: 'Errors stay low', verb: 'monitor' }] },
  ],
};

type Said = DeploymentEvent extends infer E ? (E extends DeploymentEvent ? Omit<E, 'at' | 'deployment'> : never) : never;

/** Events one second apart. */
const story = (...said: Said[]): DeploymentEvent[] =>
  said.map((each, second) => ({ at: new Date(BEGAN + second * 1_000).toISOString(), deployment: DEPLOYMENT, ...each }) as DeploymentEvent);

const stepOf = (id: string): Step & { phase: string } => {
  for (const phase of OUTLINE.phases) for (const step of phase.steps) if (step.id === id) return { ...step, phase: phase.id };
  throw new Error(`no step ${id}`);
};

type Purpose = 'step' | 'baseline' | 'verification';
const started = (id: string, purpose: Purpose = 'step'): Said => {
  const { title, verb, phase } = stepOf(id);
  return { event: 'step-started', step: id, title, verb, phase, purpose };
};
const finished = (id: string, verdict: Verdict, reason: string, purpose: Purpose = 'step'): Said => {
  const { title, verb, phase } = stepOf(id);
  return { event: 'step-finished', step: id, title, verb, phase, purpose, verdict, reason, durationMs: 1_000 };
};
const gate = (id: string, title: string, decision: 'GO' | 'NO_GO' | 'HOLD', reason: string): Said => ({
  event: 'gate-decided',
  gate: id,
  title,
  decision,
  reason,
});
const undone = (id: string, verdict: Verdict, reason: string): Said[] => [
  { event: 'undo-started', step: id, title: stepOf(id).title },
  { event: 'undo-finished', step: id, title: stepOf(id).title, verdict, reason, durationMs: 1_000 },
];

const upToVerify: Said[] = [
  { event: 'deployment-opened', checklist: 'example-shop', environment: 'local', version: '1.5.0' },
  started('health', 'baseline'),
  started('query', 'baseline'),
  finished('health', 'pass', 'got 200 in 12 ms', 'baseline'),
  finished('query', 'pass', 'value 52.1', 'baseline'),
  started('dump'),
  finished('dump', 'pass', 'exit code 0'),
  gate('backup', 'Backup', 'GO', 'every required step passed'),
  started('index'),
  finished('index', 'pass', 'exit code 0'),
  gate('migrate', 'Migrate', 'GO', 'every required step passed'),
  started('health'),
  started('query'),
];

/** A person was asked, and everything went well. */
export const DEPLOYED = story(
  ...upToVerify,
  finished('health', 'pass', 'got 200 in 14 ms, expected 200'),
  finished('query', 'warn', 'value 21.2 ms, expected <= 20 ms (advisory)'),
  { event: 'approval-requested', step: 'sign', title: 'Release manager signs off', expiresAt: '2026-03-01T16:03:15.000Z' },
  { event: 'approval-answered', step: 'sign', title: 'Release manager signs off', answer: 'approved', by: 'ben' },
  finished('sign', 'pass', 'approved by ben'),
  gate('verify', 'Verify', 'GO', '2 passed, 1 warning'),
  started('errors'),
  finished('errors', 'pass', '12 of 12 looks passed'),
  gate('watch', 'Watch', 'GO', 'every required step passed'),
  { event: 'deployment-closed', outcome: 'DEPLOYED', reason: 'every gate said GO', durationMs: 21_000 },
);

/** A check failed, the gate said no, one undo failed. */
export const ROLLBACK_FAILED = story(
  ...upToVerify,
  finished('health', 'fail', 'got 503 in 120 ms, expected 200, and so much more is to be said of it that no line would hold it all'),
  finished('query', 'error', 'connect ECONNREFUSED 127.0.0.1:5432'),
  gate('verify', 'Verify', 'NO_GO', '1 failed, 1 could not be told'),
  ...undone('index', 'fail', 'exit code 1, expected 0'),
  ...undone('dump', 'pass', 'exit code 0'),
  started('health', 'verification'),
  finished('health', 'pass', 'got 200 in 11 ms', 'verification'),
  gate('ROLLBACK', 'Rollback', 'NO_GO', 'the undo of Add the order-date index failed'),
  { event: 'deployment-closed', outcome: 'ROLLBACK_FAILED', reason: 'the undo of Add the order-date index failed', durationMs: 23_000 },
);

/** A phase of many checks side by side, of which some have passed. */
export function manyChecks(count: number, passed: number): { outline: DisplayOutline; events: DeploymentEvent[] } {
  const steps = Array.from({ length: count }, (_, number) => ({
    id: `c${number}`,
    title: `Check number ${number}`,
    verb: 'validate' as const,
  }));
  const outline = {
    ...OUTLINE,
    phases: [...OUTLINE.phases.slice(0, 2), { id: 'checks', title: 'Checks', gate: 'Checks', steps }, ...OUTLINE.phases.slice(3)],
  };
  const of = ({ id, title, verb }: Step) => ({ step: id, title, verb, phase: 'checks', purpose: 'step' as const });
  const events = story(
    ...upToVerify.slice(0, 11),
    ...steps.map((step): Said => ({ event: 'step-started', ...of(step) })),
    ...steps
      .slice(0, passed)
      .map((step): Said => ({ event: 'step-finished', ...of(step), verdict: 'pass', reason: 'as expected', durationMs: 40 })),
  );
  return { outline, events };
}
