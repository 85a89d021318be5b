import { nearest } from '../nearest.ts';
import { quoted } from '../wording.ts';
import type { Rule } from './rule.ts';
import { isCheckAt } from './subject.ts';

export const rollbackVerification: Rule = {
  id: 'rollback-verification',
  severity: 'error',
  explanation:
    '`rollback.verify` lists the titles of checks that look at the system after a rollback: no actions, no approvals, no follow-ups.',
  *find({ checklist, steps }) {
    const checks = steps.filter((at) => isCheckAt(at) && !at.followUp).map(({ step }) => step.title);
    for (const [index, title] of (checklist.rollback?.verify ?? []).entries()) {
      if (checks.includes(title)) continue;
      const path = ['rollback', 'verify', index];
      const other = steps.find(({ step }) => step.title === title);
      const meant = nearest(title, checks);
      if (other !== undefined) {
        const reason = isCheckAt(other) ? 'it is a follow-up' : `it is a ${other.step.verb} step, not a check`;
        yield { message: `${quoted(title)} cannot verify a rollback: ${reason}`, path };
      } else
        yield { message: `no check has the title ${quoted(title)}${meant === undefined ? '' : `: did you mean ${quoted(meant)}?`}`, path };
    }
  },
};
