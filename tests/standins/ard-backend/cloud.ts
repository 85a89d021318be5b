import { appendFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** How an image behaves once it serves. */
export interface Behaviour {
  /** It ends before it listens. */
  readonly crashes?: boolean;
  readonly database?: string;
  readonly version?: string;
  /** What `/api/experiments` answers with, and how late. */
  readonly apiStatus?: number;
  readonly apiDelayMs?: number;
  /** After so many health checks of its revision it answers with 503, and logs why. */
  readonly failsAfter?: number;
}

export interface Revision {
  readonly name: string;
  readonly image: string;
}

/** Cloud Run as it is kept on disk: what was deployed, and which revision has the traffic. */
export interface Service {
  readonly url: string;
  readonly revisions: readonly Revision[];
  readonly serving: string;
}

const serviceFile = (state: string): string => join(state, 'service.json');
const logFile = (state: string): string => join(state, 'log.jsonl');

export const readService = (state: string): Service => JSON.parse(readFileSync(serviceFile(state), 'utf8')) as Service;

/** Replaces the file in one step: the server reads it with every request. */
export function writeService(state: string, service: Service): void {
  writeFileSync(`${serviceFile(state)}.new`, `${JSON.stringify(service, null, 2)}\n`);
  renameSync(`${serviceFile(state)}.new`, serviceFile(state));
}

/** The images that were pushed: name with tag → behaviour. */
export const readRegistry = (state: string): Readonly<Record<string, Behaviour>> =>
  JSON.parse(readFileSync(join(state, 'registry.json'), 'utf8')) as Record<string, Behaviour>;

export interface LogEntry {
  readonly revision: string;
  readonly severity: string;
  readonly text: string;
}

export const writeLog = (state: string, entry: LogEntry): void => appendFileSync(logFile(state), `${JSON.stringify(entry)}\n`);

export function readLog(state: string): LogEntry[] {
  if (!existsSync(logFile(state))) return [];
  const lines = readFileSync(logFile(state), 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as LogEntry);
}
