import { Command } from '@commander-js/extra-typings';
import type { CliContext } from '../context.ts';

/** `gonogo history [CHECKLIST]` */
export const historyCommand = (context: CliContext) =>
  new Command('history')
    .description('list deployments, newest first')
    .argument('[checklist]', 'only of this checklist')
    .option('-e, --environment <name>', 'only in this environment')
    .option('--json', 'print the list as JSON')
    .addHelpText('after', '\nExample:\n  gonogo history example-shop --environment local\n')
    .action(async (checklist, { environment, json = false }) => {
      const [{ withLocalRunner }, { historyText }] = await Promise.all([import('../local.ts'), import('../../report/history.ts')]);
      const io = context.io({ json });
      const filter = { ...(checklist === undefined ? {} : { checklist }), ...(environment === undefined ? {} : { environment }) };
      const deployments = await withLocalRunner(context, (runner) => runner.history(filter));
      if (json) io.json(deployments);
      else if (deployments.length === 0) io.err('no deployments yet: start one with `gonogo run`');
      else io.out(historyText(deployments, io.colours, io.tableWidth));
    });
