import { spawn } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import type { DeploymentEvent } from '../../lib/deployments/events.ts';
import type { Plan } from '../../lib/plan/model.ts';
import type { StandIn } from '../standins/stand-in.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');
const GONOGO = join(ROOT, 'bin', 'gonogo.ts');

export const checklistFile = (name: string): string => join(ROOT, 'checklists', `${name}.yaml`);

export interface CliResult {
  readonly exitCode: number | null;
  readonly output: string;
  readonly errorOutput: string;
}

type Variables = Readonly<Record<string, string | undefined>>;

/** Runs the command line as a person would, and hears each line of its output as it comes. */
export async function gonogo(words: readonly string[], variables: Variables = {}, onLine?: (line: string) => void): Promise<CliResult> {
  const child = spawn(process.execPath, [GONOGO, ...words], {
    cwd: ROOT,
    env: { ...process.env, NO_COLOR: '1', ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exit = new Promise<number | null>((settle, fail) => child.once('error', fail).once('close', settle));
  const lines: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line);
    onLine?.(line);
  });
  const [errorOutput, exitCode] = await Promise.all([text(child.stderr), exit]);
  return { exitCode, output: lines.map((line) => `${line}\n`).join(''), errorOutput };
}

/** What a checklist comes to in one environment. */
export async function planReference(file: string, environment: string): Promise<Plan> {
  const { output, errorOutput } = await gonogo(['plan', file, '-e', environment, '--json']);
  if (output === '') throw new Error(errorOutput);
  return JSON.parse(output) as Plan;
}

const ENVIRONMENTS = /^environments:\n(?:(?: .*)?\n)*/m;

/** The checklist with other environments: where it runs is all that differs. */
export const withEnvironments = (checklist: string, environments: string): string =>
  checklist.replace(ENVIRONMENTS, () => `environments:\n${environments}\n`);

/** What a checklist says besides its environments. */
export const besidesEnvironments = (checklist: string): string => checklist.replace(ENVIRONMENTS, '');

export interface RunChoices {
  readonly environment: string;
  readonly version?: string;
  /** Stay for the follow-ups. */
  readonly followUps?: boolean;
  /** The approval that a person rejects; everything that is asked before it is approved. */
  readonly reject?: string;
}

/** How a run ended, from what it told. */
export interface ReferenceRun extends CliResult {
  readonly events: readonly DeploymentEvent[];
  readonly outcome: string | undefined;
  /** Gate → decision. A rollback is judged by the gate `Rollback`. */
  readonly gates: Readonly<Record<string, string>>;
  /** Step → verdict, in its phase; approvals are not among them. */
  readonly verdicts: Readonly<Record<string, string>>;
  /** Titles of what was undone, in that order. */
  readonly undone: readonly string[];
  /** Why: for the message of a test that fails. */
  readonly story: string;
}

const of = <E extends DeploymentEvent['event']>(events: readonly DeploymentEvent[], name: E) =>
  events.filter((event): event is Extract<DeploymentEvent, { event: E }> => event.event === name);

function told(result: CliResult, events: readonly DeploymentEvent[]): ReferenceRun {
  const steps = of(events, 'step-finished');
  const undos = of(events, 'undo-finished');
  const failed = [...steps, ...undos].filter(({ verdict }) => verdict !== 'pass');
  return {
    ...result,
    events,
    outcome: of(events, 'deployment-closed').at(-1)?.outcome,
    gates: Object.fromEntries(of(events, 'gate-decided').map(({ title, decision }) => [title, decision])),
    verdicts: Object.fromEntries(steps.filter(({ purpose }) => purpose === 'step').map(({ title, verdict }) => [title, verdict])),
    undone: undos.map(({ title }) => title),
    story: [...failed.map(({ title, verdict, reason }) => `${title}: ${verdict}: ${reason}`), result.errorOutput].join('\n'),
  };
}

/**
 * Runs a reference checklist by the real command line against a stand-in, in a home of its own, without waiting.
 * The copy that is run differs from the checklist in its `environments` alone.
 */
export async function runReference(name: string, standIn: StandIn, choices: RunChoices): Promise<ReferenceRun> {
  const home = join(standIn.directory, 'gonogo-home');
  await mkdir(home, { recursive: true });
  const copy = join(standIn.directory, `${name}.yaml`);
  await writeFile(copy, withEnvironments(await readFile(checklistFile(name), 'utf8'), standIn.environments));
  const variables = { ...standIn.variables, GONOGO_HOME: home };
  const { environment, version = '1.0.0', followUps = false, reject } = choices;

  const answers: Promise<CliResult>[] = [];
  const events: DeploymentEvent[] = [];
  const onLine = (line: string): void => {
    const event = JSON.parse(line) as DeploymentEvent;
    events.push(event);
    if (reject === undefined || event.event !== 'approval-requested') return;
    const verb = event.title === reject ? 'reject' : 'approve';
    answers.push(gonogo([verb, event.deployment, event.step, '--comment', 'as the test says'], variables));
  };
  const words = ['run', copy, '-e', environment, '-v', version, '--json', '--time-scale', '0'];
  const result = await gonogo(
    [...words, ...(followUps ? ['--follow-ups'] : []), ...(reject === undefined ? ['--yes'] : [])],
    variables,
    onLine,
  );
  const refused = (await Promise.all(answers)).find(({ exitCode }) => exitCode !== 0);
  if (refused !== undefined) throw new Error(`an answer was refused: ${refused.errorOutput}`);
  return told(result, events);
}
