import { once } from 'node:events';
import type pg from 'pg';
import { type Deadline, startDeadline } from '../deadline.ts';
import type { Observation, ProbeContext, ProbeResult, RunProbe } from '../observation.ts';
import type { SqlProbe } from '../schema.ts';
import { missingReason, substitute } from '../substitute.ts';
import { type BoundStatement, bindParameters } from './bind.ts';
import { cancelStatement } from './cancel.ts';
import { explainSqlFailure } from './failure.ts';
import { presentRows } from './rows.ts';
import { runStatement, type StatementResult } from './statement.ts';

const DEFAULT_DATABASE = '$DATABASE_URL';

/**
 * Runs one Postgres statement. A check runs in a read-only transaction that is rolled back; an action runs by itself and is
 * committed when it succeeds. At the deadline the server is asked to stop it.
 */
export const runSql: RunProbe<SqlProbe> = async (probe, context) => {
  const deadline = startDeadline(context);
  const unable = (reason: string): ProbeResult => ({ kind: 'unable', reason, durationMs: deadline.elapsedMs() });
  const address = databaseAddress(probe.database ?? DEFAULT_DATABASE, context.values);
  if ('reason' in address) return unable(address.reason);
  const bound = bindParameters(probe.query, context.values);
  if (bound.kind === 'missing') return unable(missingReason(bound.names));
  if (deadline.signal.aborted) return unable(`${deadline.cause()} before the statement was sent`);
  // Loaded here, so that a function without SQL steps does not wait for it.
  const { default: driver } = await import('pg');
  try {
    const result = await withClient(driver, address.url, deadline, (client) =>
      ask(driver, client, bound.value, context.readOnly, deadline),
    );
    if (result.command === null) return unable('the statement is empty: there is nothing but blanks and comments in it');
    return { kind: 'seen', observation: observe(result, deadline.elapsedMs()) };
  } catch (error) {
    const { host, setting } = address;
    if (ranOut(error, deadline)) return unable(`${deadline.cause()} while waiting for the database at ${host}`);
    const { text: sent, writtenOffset } = bound.value;
    return unable(explainSqlFailure(error, { host, setting, sent, written: probe.query, writtenOffset }));
  }
};

/** The server and the driver keep the same time as the deadline, and one of them may be first. */
const SAME_TIME_MS = 50;

function ranOut(error: unknown, { signal, remainingMs }: Deadline): boolean {
  const { code, message } = error as { readonly code?: string; readonly message?: string };
  // 57014: query_canceled, also for other reasons than statement_timeout.
  return signal.aborted || ((code === '57014' || message === 'timeout expired') && remainingMs() <= SAME_TIME_MS);
}

type Address = { readonly url: string; readonly host: string; readonly setting: string } | { readonly reason: string };

function databaseAddress(template: string, values: ProbeContext['values']): Address {
  const result = substitute(template, values);
  if (result.kind === 'missing') return { reason: missingReason(result.names) };
  // An address that is written out may hold a password, so it is never repeated.
  const setting = /^\$\{?\w+\}?$/.test(template) ? template : '`database`';
  const url = URL.parse(result.value.trim());
  if (url === null || !['postgres:', 'postgresql:'].includes(url.protocol))
    return { reason: `${setting} is not the address of a Postgres database: expected postgres://user:password@host:port/name` };
  return { url: url.href, host: url.host === '' ? 'the local socket' : url.host, setting };
}

async function withClient<T>(driver: typeof pg, url: string, deadline: Deadline, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new driver.Client({ connectionString: url, connectionTimeoutMillis: deadline.remainingMs(), application_name: 'gonogo' });
  // An error between two statements would otherwise end the process; the next statement tells it.
  client.on('error', () => undefined);
  const stop = async (): Promise<void> => {
    await cancelStatement(client);
    client.connection.stream.destroy();
  };
  let stopped: Promise<void> | undefined;
  const onAbort = (): void => {
    stopped = stop();
  };
  deadline.signal.addEventListener('abort', onAbort);
  try {
    await client.connect();
    return await use(client);
  } finally {
    await stopped;
    deadline.signal.removeEventListener('abort', onAbort);
    await closeClient(client, deadline);
  }
}

/** Says goodbye, but does not wait for a server that does not answer. */
async function closeClient(client: pg.Client, { signal }: Deadline): Promise<void> {
  const ended = client.end().catch(() => undefined);
  if (!signal.aborted) {
    const listening = new AbortController();
    await Promise.race([ended, once(signal, 'abort', { signal: listening.signal }).catch(() => undefined)]);
    listening.abort();
  }
  client.connection.stream.destroy();
}

async function ask(
  driver: typeof pg,
  client: pg.Client,
  statement: BoundStatement,
  readOnly: boolean,
  deadline: Deadline,
): Promise<StatementResult> {
  if (!readOnly) {
    // Not in a transaction: CREATE INDEX CONCURRENTLY and VACUUM refuse to run in one.
    await client.query(`SET statement_timeout = ${deadline.remainingMs()}`);
    return runStatement(driver, client, statement);
  }
  await client.query(`BEGIN READ ONLY; SET LOCAL statement_timeout = ${deadline.remainingMs()}`);
  const result = await runStatement(driver, client, statement);
  await client.query('ROLLBACK');
  return result;
}

function observe({ command, rowCount, columns, rows, truncated }: StatementResult, durationMs: number): Observation {
  const { output, json } = presentRows(rows, columns);
  const count = rowCount === undefined ? undefined : `${rowCount} ${rowCount === 1 ? 'row' : 'rows'}`;
  const isPlan = columns.length === 1 && columns[0] === 'QUERY PLAN';
  return {
    durationMs,
    ...(columns.length > 0 ? { output, json } : { output: '' }),
    ...(rowCount === undefined ? {} : { rows: rowCount }),
    ...(truncated ? { truncated } : {}),
    summary: isPlan ? 'a query plan' : columns.length > 0 ? (count ?? '') : `${command} ${count ?? 'done'}`,
  };
}
