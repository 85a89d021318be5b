import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findBackground, lastWords, startBackground, stopBackground } from './processes/background.ts';
import { exclusively } from './processes/exclusive.ts';
import { freePort } from './processes/ports.ts';
import { currentVersion, knownVersions, releaseDirectory, switchTo } from './releases.ts';
import type { Settings } from './settings.ts';

export interface DeployOptions {
  /** How long the started service may take to become healthy, in milliseconds (default: 15 s). */
  readonly healthyWithinMs?: number;
}

export interface ServiceHealth {
  readonly status: string;
  readonly version: string;
  readonly reason?: string;
}

/** What the service says of itself; undefined while none of ours answers. */
export async function askHealth({ state, baseUrl }: Settings): Promise<ServiceHealth | undefined> {
  const running = findBackground(state, 'service');
  if (running === undefined) return undefined;
  try {
    const response = await fetch(`${baseUrl}/health`, { signal: AbortSignal.timeout(5_000), headers: { connection: 'close' } });
    if (response.headers.get('x-shop-instance') !== running.token) return undefined;
    return (await response.json()) as ServiceHealth;
  } catch {
    return undefined;
  }
}

/**
 * Makes a version the one that runs. Already running and healthy: nothing is touched, so a second deploy, or the undo of one that never
 * happened, is harmless. Otherwise the service is restarted and must become healthy.
 */
export function deploy(settings: Settings, version: string, { healthyWithinMs = 15_000 }: DeployOptions = {}): Promise<string> {
  return exclusively(join(settings.state, 'deploying'), () => deployAlone(settings, version, healthyWithinMs));
}

async function deployAlone(settings: Settings, version: string, healthyWithinMs: number): Promise<string> {
  const { state, ports } = settings;
  if (!knownVersions().includes(version)) throw new Error(`there is no release ${version}: known are ${knownVersions().join(', ')}`);
  const before = await askHealth(settings);
  if (before?.version === version && before.status === 'healthy' && currentVersion(state) === version) return `${version} runs already`;

  await stopBackground(state, 'service');
  if ((await freePort(ports.service)) === undefined)
    throw new Error(`port ${ports.service} is taken by another program: end it, or set SHOP_PORT to another port`);
  switchTo(state, version);
  startBackground(state, {
    name: 'service',
    script: join(releaseDirectory(version), 'main.ts'),
    environment: { SHOP_STATE: state, DATABASE_URL: settings.databaseUrl },
  });
  await untilHealthy(settings, version, healthyWithinMs);
  return before === undefined ? `${version} runs` : `${version} runs, after ${before.version}`;
}

async function untilHealthy(settings: Settings, version: string, withinMs: number): Promise<void> {
  const giveUpAt = performance.now() + withinMs;
  for (;;) {
    const health = await askHealth(settings);
    if (health?.version === version && health.status === 'healthy') return;
    const gone = findBackground(settings.state, 'service') === undefined;
    if (gone || performance.now() > giveUpAt) {
      const seen = gone ? 'it ended' : (health?.reason ?? (health === undefined ? 'it does not answer' : `it is ${health.status}`));
      const log = lastWords(settings.state, 'service');
      throw new Error(`${version} was started but did not become healthy: ${seen}${log === '' ? '' : `\n${log}`}`);
    }
    await sleep(50);
  }
}
