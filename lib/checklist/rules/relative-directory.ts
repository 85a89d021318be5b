import { isAbsolute } from 'node:path/posix';
import { quoted } from '../wording.ts';
import type { Rule } from './rule.ts';

export const relativeDirectory: Rule = {
  id: 'relative-directory',
  severity: 'error',
  explanation:
    'A relative `working-directory` is relative to the checklist file. On AWS that file is not there: the directory on the host must be absolute.',
  *find({ environments }) {
    for (const { name, environment, path } of environments) {
      const { account, workingDirectory } = environment;
      if (account === undefined || workingDirectory === undefined || isAbsolute(workingDirectory)) continue;
      const message = `${name} is on AWS, where ${quoted(workingDirectory)} is relative to nothing: expected an absolute path`;
      yield { message, path: [...path, 'workingDirectory'] };
    }
  },
};
