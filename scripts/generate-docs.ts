import { writeFileSync } from 'node:fs';
import { checklistReference } from './checklist-reference.ts';

/** Writes docs/checklist.md; a test fails while the file is not what this makes. */
writeFileSync(new URL('../docs/checklist.md', import.meta.url), checklistReference());
