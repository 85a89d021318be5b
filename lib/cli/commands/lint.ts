import { Command } from '@commander-js/extra-typings';
import type { CliContext } from '../context.ts';

/** `gonogo lint FILE…` */
export const lintCommand = (context: CliContext) =>
  new Command('lint')
    .description('tell everything that is wrong with a checklist')
    .argument('<file...>', 'checklist files')
    .option('--json', 'print the problems as one JSON array')
    .addHelpText('after', '\nExample:\n  gonogo lint checklists/*.yaml\n')
    .action(async (files, { json = false }) => {
      const { lintFile } = await import('../checklist-file.ts');
      const { renderProblems } = await import('../../checklist/diagnostic.ts');
      const io = context.io({ json });
      const linted = await Promise.all(files.map((file) => lintFile(context, file)));
      const problems = linted.flatMap((each) => each.problems);
      const errors = problems.filter(({ severity }) => severity === 'error').length;
      if (json) io.json(problems);
      else {
        for (const each of linted)
          if (each.problems.length > 0) io.out(renderProblems(each.problems, each.text, io.colours.isColorSupported));
        const warnings = problems.length - errors;
        io.err(
          problems.length === 0
            ? `${files.length === 1 ? files[0] : `${files.length} files`}: nothing is wrong`
            : `${errors} errors, ${warnings} warnings`,
        );
      }
      if (errors > 0) context.exit(2);
    });
