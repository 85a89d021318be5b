import { z } from 'zod';
import { kebabObject } from '../../checklist/schema/kebab.ts';

/** A shell command. It passes when it exits with 0, unless `expect` says otherwise. */
export const commandProbe = z.union([
  z.string().min(1).describe('shell text, run with `bash -euo pipefail`; values come in as environment variables'),
  kebabObject({
    run: z.string().min(1).describe('shell text'),
    'working-directory': z.string().min(1).describe("where it runs, relative to the environment's working directory").optional(),
    shell: z.string().min(1).describe('the shell that reads the text (default: bash)').optional(),
  }),
]);
