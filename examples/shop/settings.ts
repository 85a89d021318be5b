import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Loopback ports of the shop's two processes. */
export interface Ports {
  readonly service: number;
  readonly database: number;
}

/** Where the shop lives and how it is reached. */
export interface Settings {
  /** Everything the shop keeps: database, pid files, logs, ports. Delete it to begin anew. */
  readonly state: string;
  /** How many orders a new database gets. */
  readonly orders: number;
  readonly ports: Ports;
  readonly baseUrl: string;
  readonly databaseUrl: string;
}

/** Unusual on purpose; the checklist's `local` environment names the first. */
export const DEFAULT_PORTS: Ports = { service: 18480, database: 18432 };
export const SHOP = import.meta.dirname;
export const DEFAULT_STATE = join(SHOP, '.state');

type Environment = Readonly<Record<string, string | undefined>>;

const portsFile = (state: string): string => join(state, 'ports.json');

function number(environment: Environment, name: string, fallback: number): number {
  const written = environment[name];
  if (written === undefined || written === '') return fallback;
  if (!/^\d{1,9}$/.test(written)) throw new Error(`${name} is "${written}", expected a whole number`);
  return Number(written);
}

/** The ports that the shop was last started on. */
export function rememberedPorts(state: string): Ports | undefined {
  const file = portsFile(state);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Ports) : undefined;
}

/** Ports that later commands find again, whatever their environment says. */
export function rememberPorts(state: string, ports: Ports): void {
  mkdirSync(state, { recursive: true });
  writeFileSync(portsFile(state), `${JSON.stringify(ports)}\n`);
}

/** The ports to start on: SHOP_PORT and SHOP_DATABASE_PORT, then those of the last time. */
export function wantedPorts(environment: Environment, { service, database }: Ports): Ports {
  return { service: number(environment, 'SHOP_PORT', service), database: number(environment, 'SHOP_DATABASE_PORT', database) };
}

/** From SHOP_STATE, SHOP_ORDERS, BASE_URL and DATABASE_URL; otherwise what the state directory remembers. */
export function readSettings(environment: Environment): Settings {
  const state = environment.SHOP_STATE || DEFAULT_STATE;
  const ports = rememberedPorts(state) ?? wantedPorts(environment, DEFAULT_PORTS);
  return settingsFor(state, number(environment, 'SHOP_ORDERS', 100_000), ports, environment);
}

/** Without an environment, the addresses are those of the shop's own processes. */
export function settingsFor(state: string, orders: number, ports: Ports, environment: Environment = {}): Settings {
  return {
    state,
    orders,
    ports,
    baseUrl: environment.BASE_URL || `http://127.0.0.1:${ports.service}`,
    databaseUrl: environment.DATABASE_URL || `postgres://postgres@127.0.0.1:${ports.database}/postgres`,
  };
}
