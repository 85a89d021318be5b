import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import net, { type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { homeAt } from '../../lib/runner/local/home.ts';
import { LOCAL_TABLE, openTable } from '../../lib/runner/local/table.ts';
import { serveHttp, stopServing } from '../probes/http/loopback-server.ts';
import { type Bench, newBench, runArgs } from './gonogo.ts';

/** Characters that every encoding writes in its own way. */
const SECRET = 'p1anted/S3cret+val&ue';
const PASSWORD = 'dat4base-pAss?word';

/** The texts that would give a secret away. */
function forms(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [
    secret,
    encodeURIComponent(secret),
    new URLSearchParams({ x: secret }).toString().slice(2),
    bytes.toString('base64'),
    bytes.toString('base64url'),
    // Inside a longer text in base64: what does not depend on its neighbours.
    ...['', 'x', 'xy'].map((before) => Buffer.from(`${before}${secret}`).toString('base64').slice(4, -4)),
    bytes.toString('hex'),
    JSON.stringify(secret.replaceAll('/', '\\/')).slice(1, -1),
    secret.replaceAll('&', '&amp;'),
  ];
}
const FORMS = [...forms(SECRET), ...forms(PASSWORD)];

/** Checks that fail, each with the secret in another place of what it sees. */
const CHECKS = [
  ['In the output that is expected', 'command: echo "$TOKEN"', 'expect: { output: nothing }'],
  ['In what is expected', 'command: echo nothing', 'expect: { output: $TOKEN }'],
  ['In a value', 'command: echo "token $TOKEN"', 'value: /token (.*)/', 'expect: { value: 5 }'],
  ['In a captured value', 'command: echo "token $TOKEN"', 'capture: { KEPT: /token (.*)/ }'],
  ['In the address that is asked', 'http: { url: "$SERVICE/fails?token=$TOKEN", headers: { authorization: Bearer $TOKEN } }'],
  ['In an answer to a question that does not name it', 'http: $SERVICE/fails', 'expect: { output: other }'],
  ['In a header that is expected', 'http: $SERVICE/x', 'expect: { headers: { x-token: other }, json: { $.token: other } }'],
  ['In an address that nobody answers', 'http: http://127.0.0.1:1/$TOKEN'],
  ['In a redirect', 'http: $SERVICE/redirect', 'expect: { output: other }'],
  ['In a row', 'sql: SELECT content FROM vault', 'expect: { output: other }'],
  ['In a parameter', 'sql: SELECT cast($TOKEN AS int)', 'expect: { rows: 1 }'],
  ['In an error of the database', 'sql: SELECT cast(content AS int) FROM vault', 'expect: { rows: 1 }'],
  ['In an address of a database that nobody answers', 'sql: { query: SELECT 1, database: $WRONG_DATABASE_URL }', 'expect: { rows: 1 }'],
] as const;

async function freePort(): Promise<number> {
  const probe = net.createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

let bench: Bench;
let database: PGlite;
let server: PGLiteSocketServer;
let env: Record<string, string>;

beforeAll(async () => {
  bench = await newBench();
  database = await PGlite.create();
  await database.exec(`CREATE TABLE vault (content text); INSERT INTO vault VALUES ('${SECRET}')`);
  const port = await freePort();
  server = new PGLiteSocketServer({ db: database, port, maxConnections: 10 });
  await server.start();
  const echo = await serveHttp((request, response) => {
    if (request.url?.startsWith('/redirect') === true) {
      response.writeHead(302, { location: `/loop?token=${encodeURIComponent(SECRET)}` }).end();
      return;
    }
    const status = request.url?.startsWith('/fails') === true ? 500 : 200;
    response.writeHead(status, { 'x-token': SECRET }).end(
      JSON.stringify({
        url: request.url,
        token: SECRET,
        basic: Buffer.from(`me:${SECRET}`).toString('base64'),
        headers: request.headers,
      }),
    );
  });
  env = {
    PLANTED: SECRET,
    PLANTED_URL: `postgres://postgres:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}/postgres?sslmode=disable`,
    WRONG_URL: `postgres://postgres:${encodeURIComponent(PASSWORD)}@127.0.0.1:1/postgres`,
  };
  await bench.write(
    'planted.yaml',
    `checklist: planted
environments:
  local:
    variables: { SERVICE: ${echo} }
    secrets: { TOKEN: 'env:PLANTED', DATABASE_URL: 'env:PLANTED_URL', WRONG_DATABASE_URL: 'env:WRONG_URL' }
    notify: [ 'email:on-call@example.com' ]
phases:
  - phase: Change
    steps:
      - backup: Say it in every way
        command: |
          echo "$TOKEN"; echo "$TOKEN" >&2; printf %s "$TOKEN" | base64; echo "x$TOKEN" | base64; printf %s "$TOKEN" | od -An -tx1 | tr -d ' \\n'
          echo "$DATABASE_URL"; echo "curl: (7) failed to connect to https://me:$TOKEN@example.com/?a=$TOKEN" >&2
        undo: echo "undone with $TOKEN"; exit 3
${CHECKS.map(([title, ...keys]) => [`      - validate: ${title}`, ...keys.map((key) => `        ${key}`), '        advisory: true\n'].join('\n')).join('')}
      - monitor: In every look
        for: 2s
        every: 1s
        command: echo "$TOKEN"
      - validate: In what decides
        command: echo "no $TOKEN, no go"; exit 7
`,
  );
});
afterAll(async () => {
  stopServing();
  await server.stop();
  await database.close();
  await bench.remove();
});

/** The forms that stand in a text. */
const found = (text: string): string[] => FORMS.filter((form) => text.includes(form));

async function filesUnder(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

describe('a secret that is planted in outputs, addresses, errors and rows', () => {
  test.each(['text', 'json', 'junit', 'github'])(
    'is not in what a run tells as %s',
    async (reporter) => {
      const args = runArgs('planted.yaml', `planted-${reporter}`, '--time-scale', '0').filter((arg) => arg !== '--json');
      const { code, out, err } = await bench.gonogo([...args, '--reporter', reporter], { env });
      // The undo fails, so that its own output is told too.
      expect(code).toBe(4);
      expect(found(out + err)).toEqual([]);
      expect(out + err).not.toMatch(/\n\s+at /);
    },
    60_000,
  );

  test('was met by every step: each says what it saw, masked', async () => {
    const { steps, undos } = await bench.report('planted-json');
    const met = steps.map(({ title, verdict, reason, evidence }) => ({
      title,
      verdict,
      masked: JSON.stringify([reason, evidence]).includes('***'),
    }));
    // What is told of an address that nobody answers is its host and port.
    expect(met.filter(({ masked, title }) => !masked && !title.endsWith('nobody answers')).map(({ title }) => title)).toEqual([]);
    expect(
      met.filter(({ title }) => title !== 'Say it in every way' && title !== 'In every look').map(({ verdict }) => verdict),
    ).not.toContain('pass');
    expect(undos[0]?.evidence?.output).toContain('undone with ***');
  });

  test.each(['text', 'json', 'markdown', 'junit', 'html'])('is in no report: %s', async (format) => {
    const { code, out, err } = await bench.gonogo(['show', 'planted-json', '--format', format]);
    expect(code).toBe(0);
    expect(out).toContain('In what decides');
    expect(found(out + err)).toEqual([]);
  });

  test('is in no message, and in no line of history', async () => {
    const [inbox, history] = await Promise.all([bench.gonogo(['inbox', '--json']), bench.gonogo(['history', '--json'])]);
    expect(JSON.parse(inbox.out).length).toBeGreaterThan(0);
    expect(found(inbox.out + history.out)).toEqual([]);
  });

  test('is in no file of the home', async () => {
    const files = await filesUnder(bench.home);
    expect(files.length).toBeGreaterThan(10);
    const telling = await Promise.all(files.map(async (file) => [file, found((await readFile(file)).toString('latin1'))] as const));
    expect(telling.filter(([, texts]) => texts.length > 0)).toEqual([]);
  });

  test('is in no item of the table, which keeps its files compressed', async () => {
    const table = await openTable(homeAt({ GONOGO_HOME: bench.home }, bench.home));
    try {
      let from: Record<string, unknown> | undefined;
      let items = 0;
      do {
        const page = await table.documents.send(
          new ScanCommand({ TableName: LOCAL_TABLE, ...(from === undefined ? {} : { ExclusiveStartKey: from }) }),
        );
        for (const item of page.Items ?? []) expect([item.sk, found(JSON.stringify(item))]).toEqual([item.sk, []]);
        items += page.Items?.length ?? 0;
        from = page.LastEvaluatedKey;
      } while (from !== undefined);
      expect(items).toBeGreaterThan(50);
    } finally {
      await table.close();
    }
  });
});
