import { Command } from '@commander-js/extra-typings';
import type { CliContext } from '../context.ts';

/** `gonogo audit verify ID` */
export const auditCommand = (context: CliContext) =>
  new Command('audit').description('check the audit trail').addCommand(
    new Command('verify')
      .description('recompute the seals of a deployment over its records')
      .argument('<id>', 'the deployment')
      .option('--json', 'print what was found as JSON')
      .addHelpText(
        'after',
        '\nExample:\n  gonogo audit verify example-shop-20261121-234511-3f9c\n\nExit codes: 0 every seal holds; 1 a seal is broken, or there is none yet\n',
      )
      .action(async (id, { json = false }) => {
        const { withLocalRunner } = await import('../local.ts');
        const io = context.io({ json });
        const found = await withLocalRunner(context, (runner) => runner.verify(id));
        if (json) io.json(found);
        for (const { chapter, intact, expected, actual, records } of json ? [] : found.seals) {
          const what = chapter === 0 ? 'deployment' : 'deployment and follow-ups';
          io.out(
            intact
              ? `${what}: the seal holds over ${records} records (SHA-256 ${actual})`
              : `${what}: the seal is BROKEN: sealed as ${expected}, the ${records} records now give ${actual}`,
          );
        }
        if (found.seals.length === 0) io.err(`deployment ${id} is not sealed yet: it is open, or died (see \`gonogo recover\`)`);
        if (found.seals.length === 0 || found.seals.some(({ intact }) => !intact)) context.exit(1);
      }),
  );
