import { Command } from '@commander-js/extra-typings';
import type { CliContext } from '../context.ts';

/** `gonogo recover [ID]` */
export const recoverCommand = (context: CliContext) =>
  new Command('recover')
    .description('finish a deployment whose process died: undo what was attempted, verify, close')
    .argument('[id]', 'the deployment (default: every one that was left unfinished)')
    .option('--json', 'print one JSON object a line')
    .addHelpText('after', '\nExample:\n  gonogo recover\n  gonogo recover example-shop-20261121-234511-3f9c\n')
    .action(async (id, { json = false }) => {
      const { recoverRuns } = await import('../recover-runs.ts');
      context.exit(await recoverRuns(context, id, json));
    });
