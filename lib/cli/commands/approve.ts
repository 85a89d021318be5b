import { Command } from '@commander-js/extra-typings';
import type { CliContext } from '../context.ts';

async function answer(
  context: CliContext,
  approve: boolean,
  id: string,
  step: string,
  comment: string | undefined,
  json: boolean,
): Promise<void> {
  const { localUser, withLocalRunner } = await import('../local.ts');
  const by = localUser(context);
  const io = context.io({ json });
  await withLocalRunner(context, (runner) => runner.answer(id, step, { approve, by, ...(comment === undefined ? {} : { comment }) }));
  if (json) io.json({ deployment: id, step, answer: approve ? 'approved' : 'rejected', by });
  else io.out(`${approve ? 'approved' : 'rejected'}: ${step}, by ${by}`);
}

/** `gonogo approve ID STEP` */
export const approveCommand = (context: CliContext) =>
  new Command('approve')
    .description('say go to an approval that a deployment waits for')
    .argument('<id>', 'the deployment')
    .argument('<step>', "the approval's title or id")
    .option('--comment <text>', 'recorded with the answer')
    .option('--json', 'print the answer as JSON')
    .addHelpText('after', '\nExample:\n  gonogo approve example-shop-20261121-234511-3f9c "Release manager signs off"\n')
    .action((id, step, { comment, json = false }) => answer(context, true, id, step, comment, json));

/** `gonogo reject ID STEP` */
export const rejectCommand = (context: CliContext) =>
  new Command('reject')
    .description('say no-go to an approval that a deployment waits for')
    .argument('<id>', 'the deployment')
    .argument('<step>', "the approval's title or id")
    .requiredOption('--comment <text>', 'why; recorded with the answer')
    .option('--json', 'print the answer as JSON')
    .addHelpText(
      'after',
      '\nExample:\n  gonogo reject example-shop-20261121-234511-3f9c "Release manager signs off" --comment "numbers look odd"\n',
    )
    .action((id, step, { comment, json = false }) => answer(context, false, id, step, comment, json));
