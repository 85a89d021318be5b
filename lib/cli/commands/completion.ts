import { Argument, Command } from '@commander-js/extra-typings';
import type { CliContext } from '../context.ts';

const SHELLS = ['bash', 'zsh', 'fish'] as const;

/** `gonogo completion SHELL` */
export const completionCommand = (context: CliContext, program: () => Command) =>
  new Command('completion')
    .description('print a completion script')
    .addArgument(new Argument('<shell>', 'the shell it is for').choices(SHELLS))
    .addHelpText('after', '\nExample:\n  source <(gonogo completion bash)\n')
    .action(async (shell) => {
      const { completionScript } = await import('../completion-script.ts');
      context.io().out(completionScript(shell as (typeof SHELLS)[number], program()));
    });
