import { frozenBy } from '../../lib/deployments/freeze.ts';
import type { OpenEvent, OpenResult } from '../../lib/deployments/invocation.ts';
import type { OpenedRecord } from '../../lib/deployments/records.ts';
import type { Handle, Runtime } from '../runtime/runtime.ts';
import { stamp } from '../steps/record.ts';

/** The environment in which this version must have been deployed before, when it was not. */
async function notPromoted({ deployment, environment }: OpenEvent, runtime: Runtime): Promise<string | undefined> {
  const required = environment.requires;
  if (required === undefined) return undefined;
  const history = await runtime.store.history({ checklist: deployment.checklist, environment: required });
  const passed = history.some(
    (record) => record.kind === 'closed' && record.version === deployment.version && record.outcome === 'DEPLOYED',
  );
  return passed
    ? undefined
    : `version ${deployment.version} has not been deployed to ${required} yet, which ${deployment.environment} requires: deploy it there first`;
}

/** Takes the lock and opens the deployment, or says why it may not start. Opening it again is fine while it is open. */
export const open: Handle<OpenEvent, OpenResult> = async (event, runtime) => {
  const { deployment, freeze } = event;
  const refused = (reason: string): OpenResult => ({ opened: false, reason });
  const { planHash, checklist, environment, version, startedBy, faults } = deployment;
  const record: OpenedRecord = {
    ...stamp(deployment, runtime),
    kind: 'opened',
    checklist,
    environment,
    version,
    startedBy,
    planHash,
    faults,
  };

  const opened = await runtime.store.find(record);
  if (opened !== undefined) {
    const holder = await runtime.store.holder(checklist, environment);
    if (holder?.deployment !== deployment.id) return refused(`deployment ${deployment.id} has ended already: start again with another id`);
    return opened.planHash === planHash
      ? { opened: true, reason: '' }
      : refused(`deployment ${deployment.id} is open with another plan: start again with another id`);
  }

  const window = frozenBy(freeze, runtime.now());
  if (window !== undefined)
    return refused(`nothing is deployed from ${window.from} to ${window.to} (${window.zone ?? 'UTC'}): ${window.because}`);
  const missing = await notPromoted(event, runtime);
  if (missing !== undefined) return refused(missing);

  const holder = await runtime.store.lock(checklist, environment, { deployment: deployment.id, holder: startedBy, since: record.at });
  if (holder !== undefined)
    return refused(`${checklist} in ${environment} is locked by deployment ${holder.deployment} (${holder.holder}) since ${holder.since}`);
  await runtime.store.append(record);
  return { opened: true, reason: '' };
};
