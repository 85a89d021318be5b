/** `psql [options] [--single-transaction] --file FILE URL`: runs the SQL of a file. */
import { readFileSync } from 'node:fs';
import { inTransaction, withDatabase } from '../../../examples/shop/database/client.ts';

const words = process.argv.slice(2);
const file = words[words.indexOf('--file') + 1] ?? '';
try {
  await withDatabase(words.at(-1) ?? '', (client) => inTransaction(client, () => client.query(readFileSync(file, 'utf8'))));
} catch (error) {
  console.error(`psql: error: ${(error as Error).message}`);
  process.exitCode = 3;
}
