import type { DeploymentIdentity } from '../lib/deployments/invocation.ts';

/** For tests to which it does not matter which deployment it is. */
export const SOME_DEPLOYMENT: DeploymentIdentity = {
  id: 'd',
  checklist: 'shop',
  environment: 'local',
  version: '1',
  startedBy: 'ada',
  execution: 'main',
  planHash: '',
  faults: {},
};
