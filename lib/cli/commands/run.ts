import { Command, InvalidArgumentError, Option } from '@commander-js/extra-typings';
import type { CliContext } from '../context.ts';
import { REPORTERS, type ReporterName } from '../display/reporter.ts';

const collect = (value: string, previous: readonly string[] = []): readonly string[] => [...previous, value];

function collectReporter(value: string, previous: readonly ReporterName[] = []): readonly ReporterName[] {
  const name = REPORTERS.find((each) => each === value);
  if (name === undefined) throw new InvalidArgumentError(`expected one of ${REPORTERS.join(', ')}.`);
  return [...previous, name];
}

function timeScale(value: string): number {
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number) || number < 0 || number > 1)
    throw new InvalidArgumentError('expected a number from 0 (no waiting) to 1 (as written).');
  return number;
}

/** `gonogo run FILE` */
export const runCommand = (context: CliContext) =>
  new Command('run')
    .description('run a checklist on this machine: the same definition as on AWS')
    .argument('<file>', 'a checklist file')
    .requiredOption('-e, --environment <name>', 'the environment to deploy to')
    .requiredOption('-v, --version <version>', 'the version to deploy')
    .option('--id <id>', 'the deployment id (default: made from checklist and time)')
    .option('--fail <title[=before|after]>', 'make a step fail before or after it acted (default: after); may be repeated', collect)
    .option('--yes', 'approve every sign-off; says no where a gate holds, unless someone is at the prompt')
    .addOption(new Option('--time-scale <factor>', 'how much of every wait really passes').argParser(timeScale).default(1))
    .option('--follow-ups', 'stay for the follow-ups after the close')
    .option('--reporter <name>', `how it is told: ${REPORTERS.join(', ')}; may be repeated`, collectReporter)
    .option('--json', 'the same as --reporter json: one event a line')
    .addHelpText(
      'after',
      `
Example:
  gonogo run checklists/example-shop.yaml --environment local --version 1.5.0
  gonogo run checklist.yaml -e local -v 1.5.0 --fail "The health page answers"

Exit codes: 0 deployed; 1 no-go, nothing changed (or left, as its phase says); 2 usage or invalid checklist; 3 rolled back;
4 rollback failed, a person is needed; 5 could not decide; 6 refused (locked, frozen, not promoted)
`,
    )
    .action(async (file, options) => {
      // Two halves of a start, side by side.
      (await import('../../runner/local/definition-in-thread.ts')).prepareDefinition();
      const { runChecklist } = await import('../run-checklist.ts');
      const reporters: readonly ReporterName[] = options.json === true ? ['json'] : (options.reporter ?? ['text']);
      context.exit(
        await runChecklist(context, {
          ...options,
          file,
          fail: options.fail ?? [],
          yes: options.yes === true,
          followUps: options.followUps === true,
          reporters,
        }),
      );
    });
