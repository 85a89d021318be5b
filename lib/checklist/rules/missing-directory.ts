import { isAbsolute } from 'node:path';
import { quoted } from '../wording.ts';
import type { Rule } from './rule.ts';

export const missingDirectory: Rule = {
  id: 'missing-directory',
  severity: 'warning',
  explanation:
    'The relative `working-directory` of an environment without an `account` should exist beside the checklist. Told only where files can be looked at.',
  *find({ environments, files }) {
    if (files === undefined) return;
    for (const { environment, path } of environments) {
      const { account, workingDirectory } = environment;
      if (account !== undefined || workingDirectory === undefined || isAbsolute(workingDirectory) || files.hasDirectory(workingDirectory))
        continue;
      yield { message: `no directory ${quoted(workingDirectory)} beside the checklist`, path: [...path, 'workingDirectory'] };
    }
  },
};
