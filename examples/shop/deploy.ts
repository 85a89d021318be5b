/** `node deploy.ts VERSION` makes a version the one that runs; `node deploy.ts --current` prints which one it is. */
import { askHealth, deploy } from './deployment.ts';
import { currentVersion } from './releases.ts';
import { runCommand } from './run-command.ts';
import type { Settings } from './settings.ts';

/** The version that answers. Fails when it is not the one that `current` names: then nobody knows what a rollback should bring back. */
async function runningVersion(settings: Settings): Promise<string> {
  const [linked, health] = [currentVersion(settings.state), await askHealth(settings)];
  if (health === undefined) throw new Error(`the service does not answer at ${settings.baseUrl}`);
  if (health.version !== linked) throw new Error(`${health.version} answers, but ${linked ?? 'no release'} is the current one`);
  return `version ${health.version}`;
}

await runCommand('node deploy.ts VERSION|--current', async ([version], settings) => {
  if (version === undefined) return undefined;
  return version === '--current' ? runningVersion(settings) : deploy(settings, version);
});
