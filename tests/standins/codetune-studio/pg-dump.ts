/** `pg_dump [options] URL`: the database as SQL on standard output. Where STANDIN_STATE holds a file `disk-full`, half of it and an error. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { withDatabase } from '../../../examples/shop/database/client.ts';
import { dumpDatabase } from './dump.ts';

const text = await withDatabase(process.argv.at(-1) ?? '', dumpDatabase);
if (existsSync(join(process.env.STANDIN_STATE ?? '', 'disk-full'))) {
  process.stdout.write(text.slice(0, text.length / 2));
  console.error('pg_dump: error: could not write to output file: No space left on device');
  process.exitCode = 1;
} else process.stdout.write(text);
