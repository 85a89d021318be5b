import { Command } from '@commander-js/extra-typings';
import type { CliContext } from '../context.ts';

/** `gonogo inbox` */
export const inboxCommand = (context: CliContext) =>
  new Command('inbox')
    .description('show the notifications that local deployments sent')
    .option('--json', 'print them as one JSON array')
    .addHelpText('after', '\nExample:\n  gonogo inbox\n')
    .action(async ({ json = false }) => {
      const [{ readInbox }, { localHome }] = await Promise.all([import('../../runner/local/inbox.ts'), import('../local.ts')]);
      const io = context.io({ json });
      const messages = await readInbox(localHome(context).inbox);
      if (json) return io.json(messages);
      if (messages.length === 0) return io.err('the inbox is empty');
      const { bold, dim } = io.colours;
      for (const { at, subject, to, text } of messages) io.out(`${bold(subject)}\n${dim(`${at}  to ${to.join(', ')}`)}\n\n${text}\n`);
    });
