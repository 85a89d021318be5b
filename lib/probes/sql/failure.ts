/** What an error of the driver or the server may hold. */
interface SqlError {
  readonly code?: string;
  readonly message?: string;
  readonly hint?: string;
  /** Counts characters of the sent text, from 1. */
  readonly position?: string;
}

interface Asked {
  /** How the checklist names the address: `$DATABASE_URL`. */
  readonly setting: string;
  readonly host: string;
  /** The statement as it was sent and as it was written. */
  readonly sent: string;
  readonly written: string;
  readonly writtenOffset: (offset: number) => number;
}

/** Why a statement gave no answer, and what to do about it; never with the address or the password. */
export function explainSqlFailure(error: unknown, asked: Asked): string {
  const { code = '', message = '', hint, position } = error as SqlError;
  const known = CONNECTION[code]?.(asked) ?? CONDITIONS[code]?.(asked, message);
  if (known !== undefined) return known;
  if (message.startsWith('SASL')) return `the database at ${asked.host} wants a password: put one into ${asked.setting}`;
  if (message.includes('does not support SSL'))
    return `the database at ${asked.host} does not offer TLS: remove sslmode from ${asked.setting}, or turn TLS on there`;
  if (message.startsWith('Connection terminated') || message === 'timeout expired')
    return `the database at ${asked.host} closed the connection before it answered`;
  if (/CERT|SELF_SIGNED|UNABLE_TO_/.test(code))
    return `the certificate of the database at ${asked.host} is not trusted (${code}): name its authority with sslrootcert in ${asked.setting}`;
  const place = position === undefined ? '' : ` ${placeOf(Number(position), asked)}`;
  const advice = hint === undefined ? '' : `; hint: ${hint}`;
  return `the database refuses the statement${place}: ${message}${code === '' ? '' : ` (${code})`}${advice}`;
}

const CONNECTION: Readonly<Record<string, (asked: Asked) => string>> = {
  ECONNREFUSED: ({ host, setting }) =>
    `the database at ${host} refuses connections (ECONNREFUSED): check that it is running, and ${setting}`,
  ENOTFOUND: ({ host, setting }) => `the host name of the database at ${host} is not known (ENOTFOUND): check ${setting} and DNS`,
  EAI_AGAIN: ({ host }) => `the host name of the database at ${host} could not be looked up (EAI_AGAIN): check the network and DNS`,
  ECONNRESET: ({ host }) => `the database at ${host} closed the connection before it answered (ECONNRESET)`,
  ENOENT: ({ host, setting }) => `there is no database socket at ${host} (ENOENT): check that it is running, and ${setting}`,
  EHOSTUNREACH: ({ host }) => `there is no way to the database at ${host} (EHOSTUNREACH): check the network and its routes`,
  ETIMEDOUT: ({ host }) => `the database at ${host} did not take the connection (ETIMEDOUT): check firewalls and security groups`,
};

/** By SQLSTATE: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const CONDITIONS: Readonly<Record<string, (asked: Asked, message: string) => string>> = {
  '28P01': ({ host, setting }, message) =>
    `the database at ${host} does not let us in: ${message} (28P01): check user and password in ${setting}`,
  '28000': ({ host, setting }, message) =>
    `the database at ${host} does not let us in: ${message} (28000): check the user in ${setting} and pg_hba.conf`,
  '3D000': ({ host, setting }, message) => `${message} on ${host} (3D000): check the name at the end of ${setting}, or create the database`,
  '53300': ({ host }, message) => `the database at ${host} has no connection left: ${message} (53300)`,
  '57P03': ({ host }, message) => `the database at ${host} is not ready: ${message} (57P03)`,
  '25006': (_, message) => `a check only looks, and this statement changes something: ${message} (25006)`,
};

/** `at line 1, column 8, near "FRM"`, in the statement as it was written. */
function placeOf(position: number, { sent, written, writtenOffset }: Asked): string {
  const sentOffset = [...sent].slice(0, position - 1).join('').length;
  const offset = writtenOffset(sentOffset);
  const lines = written.slice(0, offset).split('\n');
  const near = /^\S{1,40}/.exec(written.slice(offset))?.[0];
  return `at line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}${near === undefined ? '' : `, near ${JSON.stringify(near)}`}`;
}
