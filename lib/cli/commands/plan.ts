import { Command, Option } from '@commander-js/extra-typings';
import type { CliContext } from '../context.ts';

/** `gonogo plan FILE` */
export const planCommand = (context: CliContext) =>
  new Command('plan')
    .description('show what a checklist comes to in one environment')
    .argument('<file>', 'a checklist file')
    .requiredOption('-e, --environment <name>', 'the environment to plan for')
    .addOption(
      new Option('--format <format>', 'how it is shown').choices(['text', 'mermaid', 'json', 'asl'] as const).default('text' as const),
    )
    .option('--json', 'the same as --format json')
    .addHelpText('after', '\nExample:\n  gonogo plan checklists/example-shop.yaml --environment production --format mermaid\n')
    .action(async (file, { environment, format: wanted, json = false }) => {
      const { planFile } = await import('../checklist-file.ts');
      const format = json ? 'json' : wanted;
      const io = context.io({ json });
      const { plan } = await planFile(context, io, file, environment);
      switch (format) {
        case 'json':
          return json ? io.json(plan) : io.out(JSON.stringify(plan, null, 2));
        case 'asl': {
          const { definitionsOf } = await import('../../pipeline/definition.ts');
          return io.out(JSON.stringify(definitionsOf(plan), null, 2));
        }
        case 'mermaid':
          return io.out((await import('../../plan/mermaid.ts')).planMermaid(plan));
        case 'text':
          return io.out((await import('../../plan/text.ts')).planText(plan));
      }
    });
