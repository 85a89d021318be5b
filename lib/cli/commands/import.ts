import { Command, Option } from '@commander-js/extra-typings';
import type { CliContext } from '../context.ts';

/** `gonogo import FILE.md` */
export const importCommand = (context: CliContext) =>
  new Command('import')
    .description('make a first checklist out of a Markdown document')
    .argument('<file>', 'the document, such as DEPLOYMENT_CHECKLIST.md')
    .option('-o, --output <file>', 'where the checklist is written (default: standard output)')
    .option('--force', 'overwrite the output file')
    .addOption(
      new Option('--report <format>', 'how the report is shown, on standard error')
        .choices(['text', 'json'] as const)
        .default('text' as const),
    )
    .addHelpText(
      'after',
      `
What is certain becomes a step that runs; everything else is asked for as an approval, in the document's own words.

Example:
  gonogo import DEPLOYMENT_CHECKLIST.md --output checklist.yaml
`,
    )
    .action(async (file, { output, force = false, report }) => {
      const { importFile } = await import('../import-file.ts');
      await importFile(context, { file, output, force, json: report === 'json' });
    });
