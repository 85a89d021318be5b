import type { DeploymentReport } from '../deployments/summary.ts';
import { absolute, chip, section, table } from './html-parts.ts';
import { type Markup, markup } from './markup.ts';
import type { Tone } from './wording.ts';

const ANSWER_TONES: Readonly<Record<'approved' | 'rejected' | 'expired', Tone>> = {
  approved: 'good',
  rejected: 'bad',
  expired: 'doubtful',
};

const content = (text: string | undefined): Markup => markup`<bdi>${text}</bdi>`;
const noNumbers = (): boolean => false;

/** Who was asked, and what they said. */
export function approvalsSection({ approvals }: DeploymentReport): Markup | undefined {
  if (approvals.length === 0) return undefined;
  const rows = approvals.map(({ title, answer, by, comment, at, expiresAt }) => [
    content(title),
    answer === undefined ? chip('quiet', 'waiting') : chip(ANSWER_TONES[answer], answer),
    content(by),
    at === undefined ? markup`until ${absolute(expiresAt)}` : absolute(at),
    content(comment),
  ]);
  return section('approvals', 'Approvals', [table(['What', 'Answer', 'By', 'When', 'Comment'], rows, noNumbers)]);
}

/** Who was told. */
export function notificationsSection({ notifications }: DeploymentReport): Markup | undefined {
  if (notifications.length === 0) return undefined;
  const rows = notifications.map(({ event, to, subject, sent, reason }) => [
    content(event),
    content(to.join(', ')),
    content(subject),
    sent ? chip('good', 'sent') : markup`${chip('bad', 'not sent')} ${content(reason)}`,
  ]);
  return section('notifications', 'Notifications', [table(['About', 'To', 'Subject', 'Sent'], rows, noNumbers)]);
}

/** What proves that no record was changed since. */
export function sealFooter({ seal }: DeploymentReport): Markup {
  return seal === undefined
    ? markup`<footer class="seal">Not sealed: the deployment is open, or died.</footer>`
    : markup`<footer class="seal">Sealed ${absolute(seal.at)} over ${seal.records} records<br><code>${seal.sha256}</code></footer>`;
}
