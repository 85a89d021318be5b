import pg from 'pg';

const CONNECT_WITHIN_MS = 15_000;

/** A connection for one piece of work: the database serves one client at a time, so nobody keeps it longer than needed. */
export async function withDatabase<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_WITHIN_MS });
  // A connection that breaks while nothing is asked would otherwise end the process; the next query reports it.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end();
  }
}

/** All of the work, or none of it. */
export function inTransaction<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  return between(client, 'BEGIN', work);
}

/** Many statements that see the database at one moment. */
export function inSnapshot<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  return between(client, 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', work);
}

async function between<T>(client: pg.Client, begin: string, work: () => Promise<T>): Promise<T> {
  await client.query(begin);
  try {
    const result = await work();
    await client.query('COMMIT');
    return result;
  } catch (error) {
    // The error of the work is the one that matters, even where the connection is gone.
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}
