import { printDuration } from '../schema/duration.ts';
import { quoted } from '../wording.ts';
import type { Rule } from './rule.ts';

export const followUpOrder: Rule = {
  id: 'follow-up-order',
  severity: 'error',
  explanation:
    'Follow-ups run after the deployment is closed, so they stand after all other phases, the earliest first: a checklist is read from top to bottom.',
  *find({ phases }) {
    let last: { title: string; after: number } | undefined;
    for (const { phase, path } of phases) {
      const { after } = phase;
      if (last === undefined) {
        if (after !== undefined) last = { title: phase.phase, after };
      } else if (after === undefined) {
        yield { message: `this phase runs before the follow-up ${quoted(last.title)}: put it before it`, path: [...path, 'phase'] };
      } else {
        if (after < last.after) {
          const message = `${quoted(last.title)} comes later (${printDuration(last.after)}): put the earlier follow-up first`;
          yield { message, path: [...path, 'after'] };
        }
        last = { title: phase.phase, after };
      }
    }
    if (phases.every(({ phase }) => phase.after !== undefined)) {
      yield { message: 'every phase is a follow-up: there is no deployment to follow', path: ['phases'], at: 'key' };
    }
  },
};
