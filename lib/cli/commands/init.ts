import { Command } from '@commander-js/extra-typings';
import type { CliContext } from '../context.ts';

/** `gonogo init [DIR]` */
export const initCommand = (context: CliContext) =>
  new Command('init')
    .description('write a first checklist')
    .argument('[directory]', 'where it is written', '.')
    .option('--json', 'print what was written as JSON')
    .addHelpText('after', '\nExample:\n  gonogo init deploy/\n')
    .action(async (directory, { json = false }) => {
      const { writeFirstChecklist } = await import('../first-checklist.ts');
      const io = context.io({ json });
      const { checklist, schema } = await writeFirstChecklist(context, directory);
      if (json) io.json({ checklist, schema });
      else io.out(`wrote ${checklist}\nnext: gonogo lint ${checklist} && gonogo run ${checklist} --environment local --version 1.0.0`);
    });
