import { Command, Option } from '@commander-js/extra-typings';
import type { DeploymentReport } from '../../deployments/summary.ts';
import type { CliContext } from '../context.ts';
import type { Io } from '../io.ts';

const FORMATS = ['text', 'json', 'markdown', 'junit', 'html'] as const;

async function render(format: (typeof FORMATS)[number], report: DeploymentReport, io: Io): Promise<string> {
  switch (format) {
    case 'text':
      return (await import('../../report/text.ts')).textReport(report, io.colours, io.width);
    case 'json':
      return (await import('../../report/json.ts')).jsonReport(report);
    case 'markdown':
      return (await import('../../report/markdown.ts')).markdownReport(report);
    case 'junit':
      return (await import('../../report/junit.ts')).junitReport(report);
    case 'html':
      return (await import('../../report/html.ts')).htmlReport(report);
  }
}

/** `gonogo show ID` */
export const showCommand = (context: CliContext) =>
  new Command('show')
    .description('tell all that is recorded of a deployment')
    .argument('<id>', 'the deployment')
    .addOption(new Option('--format <format>', 'how it is shown').choices(FORMATS).default('text' as const))
    .option('--json', 'the same as --format json')
    .addHelpText('after', '\nExample:\n  gonogo show example-shop-20261121-234511-3f9c --format html > report.html\n')
    .action(async (id, { format, json = false }) => {
      const { withLocalRunner } = await import('../local.ts');
      const io = context.io();
      const report = await withLocalRunner(context, (runner) => runner.report(id));
      io.out(await render(json ? 'json' : format, report, io));
    });
