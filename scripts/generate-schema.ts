import { writeFileSync } from 'node:fs';
import { checklistJsonSchema } from '../lib/checklist/json-schema.ts';

/** Writes schema/checklist.schema.json; a test fails while the file is not what this makes. */
writeFileSync(new URL('../schema/checklist.schema.json', import.meta.url), `${JSON.stringify(checklistJsonSchema(), null, 2)}\n`);
