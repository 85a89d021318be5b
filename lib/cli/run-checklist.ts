import { randomBytes } from 'node:crypto';
import { appendFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SAFE_NAME } from '../checklist/schema/names.ts';
import type { DeploymentReport } from '../deployments/summary.ts';
import { UsageError } from '../errors.ts';
import type { Plan } from '../plan/model.ts';
import { stepsOfPhase } from '../plan/steps.ts';
import type { Answer, Question, RunListener } from '../runner/runner.ts';
import { planFile } from './checklist-file.ts';
import type { CliContext } from './context.ts';
import { createReporter } from './display/create-reporter.ts';
import type { DisplayOutline } from './display/outline.ts';
import type { Reporter, ReporterName } from './display/reporter.ts';
import { runSummary } from './display/summary.ts';
import { exitCodeOf } from './exit-codes.ts';
import { readFaults } from './faults.ts';
import { onInterruption } from './interruption.ts';
import type { Io } from './io.ts';
import { localHome, localUser, withLocalRunner } from './local.ts';

export interface RunOptions {
  readonly file: string;
  readonly environment: string;
  readonly version: string;
  readonly id?: string | undefined;
  readonly fail: readonly string[];
  readonly yes: boolean;
  readonly timeScale: number;
  readonly followUps: boolean;
  readonly reporters: readonly ReporterName[];
}

/** `example-shop-20261121-234511-3f9c`: readable, sortable, unique. */
function newId(plan: Plan, now: Date): string {
  const [date = '', time = ''] = now.toISOString().slice(0, 19).split('T');
  return `${plan.checklist}-${date.replaceAll('-', '')}-${time.replaceAll(':', '')}-${randomBytes(2).toString('hex')}`;
}

function safe(flag: string, value: string): string {
  if (SAFE_NAME.test(value)) return value;
  throw new UsageError(
    `${flag}: got ${JSON.stringify(value)}, expected 1 to 63 letters, digits and . _ + - , starting with a letter or digit`,
  );
}

const outlineOf = (plan: Plan, version: string): DisplayOutline => ({
  checklist: plan.checklist,
  environment: plan.environment.name,
  version,
  phases: [...plan.phases, ...plan.followUps].map((phase) => ({
    id: phase.id,
    title: phase.title,
    gate: phase.gate.id,
    steps: stepsOfPhase(phase).map(({ id, title, verb }) => ({ id, title, verb })),
  })),
});

/** A yes, a no with its reason, or the question again. */
async function askAtPrompt(
  prompt: NonNullable<Io['prompt']>,
  question: Question,
  by: string,
  signal: AbortSignal,
): Promise<Answer | undefined> {
  const words = question.details === undefined ? question.title : `${question.title}\n  ${question.details}`;
  for (;;) {
    const line = await prompt(`? ${words} — go? [yes/no] `, signal).catch(() => undefined);
    if (line === undefined) return undefined;
    if (/^y(es)?$/i.test(line.trim())) return { approve: true, by };
    if (/^no?$/i.test(line.trim())) {
      const comment = await prompt('  why? ', signal).catch(() => '');
      return { approve: false, by, ...(comment.trim() === '' ? {} : { comment: comment.trim() }) };
    }
  }
}

/** `--yes` is for what was going to be approved, never for what went wrong. */
const LEFT_TO_A_PERSON = {
  'go-on': '--yes does not say go where a gate did not',
  'undo-by-hand': '--yes undoes nothing by hand',
} as const;

function asking(io: Io, reporter: Reporter, by: string, yes: boolean): NonNullable<RunListener['ask']> {
  // One question at a time, even when several are open.
  let last: Promise<unknown> = Promise.resolve();
  return (question, signal) => {
    const { prompt } = io;
    if (yes) {
      if (question.asks === 'sign-off') return Promise.resolve({ approve: true, by, comment: 'approved by --yes' });
      // Nobody at the prompt, and none to come.
      if (prompt === undefined) return Promise.resolve({ approve: false, by, comment: LEFT_TO_A_PERSON[question.asks] });
    }
    if (prompt === undefined) {
      io.err(`waiting for an answer: gonogo approve ${question.deployment} ${JSON.stringify(question.title)}  (or start with --yes)`);
      return Promise.resolve(undefined);
    }
    const answer = last.then(async () => {
      reporter.pause();
      try {
        return await askAtPrompt(prompt, question, by, signal);
      } finally {
        reporter.resume();
      }
    });
    last = answer.catch(() => undefined);
    return answer;
  };
}

/** Keeps the report in the forms that people open later. A report that cannot be kept does not change how a run ended. */
async function keepReport(context: CliContext, io: Io, report: DeploymentReport): Promise<string | undefined> {
  const [{ htmlReport }, { jsonReport }] = await Promise.all([import('../report/html.ts'), import('../report/json.ts')]);
  const place = (extension: string): string => join(localHome(context).reports, `${report.deployment.id}.${extension}`);
  try {
    await writeFile(place('html'), htmlReport(report), { mode: 0o600 });
    await writeFile(place('json'), jsonReport(report), { mode: 0o600 });
    return place('html');
  } catch (error) {
    io.err(`the report could not be kept: ${(error as Error).message}`);
    return undefined;
  }
}

const INTERRUPTED =
  'interrupted: ending safely, and undoing what was attempted unless its phase says `no-go: stop`; press Ctrl-C again to leave it as it is';

const every = (milliseconds: number, call: () => void): (() => void) => {
  const timer = setInterval(call, milliseconds);
  return () => clearInterval(timer);
};

/** Runs a checklist locally and tells of it. Returns the exit code. */
export async function runChecklist(context: CliContext, options: RunOptions): Promise<number> {
  const pure = options.reporters.some((name) => name === 'json' || name === 'junit');
  const io = context.io({ json: options.reporters.includes('json') });
  const version = safe('--version', options.version);
  const { plan, baseDirectory } = await planFile(context, io, options.file, options.environment);
  if (plan.environment.host !== 'local') {
    throw new UsageError(
      `environment ${plan.environment.name} has commands that run on AWS instances: deploy its pipeline with \`npx cdk deploy\` and start it there; \`gonogo run\` is for environments with host: local`,
    );
  }
  const faults = readFaults(plan, options.fail);
  const id = options.id === undefined ? newId(plan, context.now()) : safe('--id', options.id);
  const startedBy = localUser(context);

  const summaryFile = context.environment.GITHUB_STEP_SUMMARY;
  const jobSummary: string[] = [];
  const reporter = await createReporter(options.reporters, {
    io,
    outline: outlineOf(plan, version),
    now: () => context.now().getTime(),
    every,
    onJobSummary: (markdown) => jobSummary.push(markdown),
  });
  const interruption = onInterruption(
    process,
    () => {
      if (!reporter.say(INTERRUPTED)) io.err(INTERRUPTED);
    },
    () => {
      io.err(`left as it is: run \`gonogo recover ${id}\` to undo what was attempted`);
      process.exit(5);
    },
  );
  const listener: RunListener = {
    onEvent: (event) => reporter.event(event),
    ask: asking(io, reporter, startedBy, options.yes),
    onRefusedAnswer: (reason) => io.err(`${reason}; waiting for another answer`),
    interrupted: interruption.signal,
  };
  let finished = false;
  try {
    return await withLocalRunner(
      context,
      async (runner) => {
        const result = await runner.start({ plan, baseDirectory, id, version, startedBy, faults, followUps: options.followUps }, listener);
        const report = await runner.report(id);
        finished = true;
        reporter.finish(report);
        const place = await keepReport(context, io, report);
        if (summaryFile !== undefined && jobSummary.length > 0)
          await appendFile(summaryFile, jobSummary.join('\n')).catch((error: Error) =>
            io.err(`the job's summary could not be written to GITHUB_STEP_SUMMARY: ${error.message}`),
          );
        if (!pure) io.out(runSummary(report, io.colours, io.width, place));
        if (plan.followUps.length > 0 && result.outcome === 'DEPLOYED' && (!options.followUps || result.interrupted))
          io.err(`left for later: ${plan.followUps.map(({ title }) => title).join(', ')} (start with --follow-ups to stay for them)`);
        return exitCodeOf(result.outcome);
      },
      options.timeScale,
    );
  } finally {
    if (!finished) reporter.finish();
    interruption.stop();
  }
}
