import type { NotifyEvent } from '../../lib/deployments/invocation.ts';
import type { Handle } from '../runtime/runtime.ts';
import { stamp } from '../steps/record.ts';
import { compose } from './compose.ts';

/** Tells everyone who asked to hear of this. What cannot be sent is recorded; it never stops a deployment. */
export const notify: Handle<NotifyEvent, Record<string, never>> = async (event, runtime) => {
  if (event.rules.length === 0) return {};
  const records = await runtime.store.records(event.deployment.id);
  await Promise.all(
    event.rules.map(async (rule, index) => {
      const message = compose(event, rule, records);
      const failure = await runtime.publish(message).then(
        () => undefined,
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
      );
      const { subject, to } = message;
      const outcome = failure === undefined ? { sent: true } : { sent: false, reason: failure };
      await runtime.store.append({
        ...stamp(event.deployment, runtime),
        kind: 'notification',
        event: event.event,
        rule: index,
        ...(event.about === undefined ? {} : { about: event.about.id }),
        to,
        subject,
        ...outcome,
      });
    }),
  );
  return {};
};
