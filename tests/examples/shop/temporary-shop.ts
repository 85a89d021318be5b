import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bringUp, takeDown } from '../../../examples/shop/lifecycle.ts';
import { freePort } from '../../../examples/shop/processes/ports.ts';
import { type Settings, SHOP, settingsFor } from '../../../examples/shop/settings.ts';

export interface CommandResult {
  readonly code: number;
  readonly output: string;
  readonly errorOutput: string;
}

export interface TemporaryShop {
  readonly settings: Settings;
  /** A directory for the test's own files. */
  readonly directory: string;
  /** Runs one of the shop's commands as the checklist does. */
  command(words: readonly string[], environment?: Readonly<Record<string, string>>): Promise<CommandResult>;
  /** What a rollback must bring back. */
  fingerprint(): Promise<unknown>;
  remove(): Promise<void>;
}

/** A shop with 2,000 orders, its own processes and ports, in a directory that is removed afterwards. */
export async function temporaryShop(): Promise<TemporaryShop> {
  const directory = await mkdtemp(join(tmpdir(), 'shop-'));
  const ports = { service: (await freePort(0)) ?? 0, database: (await freePort(0)) ?? 0 };
  const wanted = settingsFor(join(directory, 'state'), 2_000, ports);
  const { baseUrl, databaseUrl } = await bringUp(wanted);
  const settings = { ...wanted, baseUrl, databaseUrl };

  const command: TemporaryShop['command'] = ([script = '', ...words], environment = {}) =>
    new Promise((resolve) => {
      const env = { ...process.env, SHOP_STATE: settings.state, SHOP_ORDERS: '2000', ...environment };
      execFile(process.execPath, [join(SHOP, script), ...words], { env }, (error, output, errorOutput) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1, output, errorOutput }),
      );
    });

  return {
    settings,
    directory,
    command,
    fingerprint: async () => {
      const { code, output, errorOutput } = await command(['fingerprint.ts']);
      if (code !== 0) throw new Error(errorOutput);
      return JSON.parse(output);
    },
    remove: async () => {
      await takeDown(settings.state);
      await rm(directory, { recursive: true, force: true });
    },
  };
}
