import { readFileSync } from 'node:fs';
import { Command, CommanderError, Option } from '@commander-js/extra-typings';
import { GonogoError } from '../errors.ts';
import { isTableError } from '../runner/local/write-failure.ts';
import { approveCommand, rejectCommand } from './commands/approve.ts';
import { auditCommand } from './commands/audit.ts';
import { completionCommand } from './commands/completion.ts';
import { historyCommand } from './commands/history.ts';
import { importCommand } from './commands/import.ts';
import { inboxCommand } from './commands/inbox.ts';
import { initCommand } from './commands/init.ts';
import { lintCommand } from './commands/lint.ts';
import { planCommand } from './commands/plan.ts';
import { recoverCommand } from './commands/recover.ts';
import { runCommand } from './commands/run.ts';
import { showCommand } from './commands/show.ts';
import type { CliContext } from './context.ts';
import { processIo } from './io.ts';

const packageVersion = (): string =>
  (JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }).version;

const debugOption = (): Option => new Option('--debug', 'show stack traces');

/** The whole command line. Commands load what they need when they run, so that `--help` is quick. */
function createProgram(context: CliContext): Command {
  const program = new Command('gonogo')
    .description('the deployment checklist that runs itself')
    // `run` has a --version of its own: what stands before the command is for gonogo, what stands after it is the command's.
    .enablePositionalOptions()
    .version(packageVersion(), '-V, --version', 'print the version')
    .addOption(debugOption())
    .helpOption('-h, --help', 'print help')
    .addHelpText(
      'after',
      '\nStart here:\n  gonogo init\n  gonogo lint checklist.yaml\n  gonogo run checklist.yaml --environment local --version 1.0.0\n',
    )
    .showSuggestionAfterError()
    .showHelpAfterError('(add --help for what it takes)');
  const commands = [
    initCommand,
    importCommand,
    lintCommand,
    planCommand,
    runCommand,
    recoverCommand,
    approveCommand,
    rejectCommand,
    historyCommand,
    showCommand,
    auditCommand,
    inboxCommand,
  ];
  for (const command of commands) program.addCommand(command(context) as Command);
  program.addCommand(completionCommand(context, () => program as Command) as unknown as Command);
  return program as Command;
}

/** Commander's own exits: help and version are fine, everything else is wrong use. */
const usageCode = ({ code, exitCode }: CommanderError): number =>
  exitCode === 0 || code === 'commander.help' || code === 'commander.helpDisplayed' ? 0 : 2;

/** Runs the command line; the result is the exit code. Never throws. */
export async function main(process: NodeJS.Process): Promise<number> {
  let code = 0;
  const io = processIo(process);
  const context: CliContext = {
    io: (options) => processIo(process, options),
    environment: process.env,
    workingDirectory: process.cwd(),
    now: () => new Date(),
    exit: (wanted) => {
      code = wanted;
    },
  };
  const program = createProgram(context);
  const each = (command: Command): void => {
    command.exitOverride().configureOutput({ writeOut: (text) => io.out(text), writeErr: (text) => io.err(text) });
    for (const sub of command.commands) each((sub as Command).addOption(debugOption().hideHelp()));
  };
  each(program);
  // Whatever escapes is never an answer: node itself would exit with 1, which says that nothing was changed.
  const escaped = (error: unknown): void => {
    if (isTableError(error)) return;
    explain(error, io.err, process.argv.includes('--debug'));
    process.exit(UNDECIDED);
  };
  process.on('uncaughtException', escaped);
  try {
    await program.parseAsync(process.argv);
  } catch (error) {
    code = explain(error, io.err, process.argv.includes('--debug'));
  }
  await io.flush();
  return code;
}

/** The exit code of what could not be decided. */
const UNDECIDED = 5;

function explain(error: unknown, err: (text: string) => void, debug: boolean): number {
  if (error instanceof CommanderError) return usageCode(error);
  const stack = debug && error instanceof Error ? `\n${error.stack}` : '';
  if (error instanceof GonogoError) {
    err(`gonogo: ${error.message}${stack}`);
    return error.exitCode;
  }
  const words = error instanceof Error ? error.message : String(error);
  err(`gonogo: something that should not happen did: ${words}${stack || '\nrun it again with --debug to see where'}`);
  return UNDECIDED;
}
