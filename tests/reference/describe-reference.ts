import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { Plan } from '../../lib/plan/model.ts';
import { stepsOf } from '../../lib/plan/steps.ts';
import type { Faults, StandIn } from '../standins/stand-in.ts';
import {
  besidesEnvironments,
  checklistFile,
  gonogo,
  planReference,
  type ReferenceRun,
  runReference,
  withEnvironments,
} from './run-reference.ts';

type State = Readonly<Record<string, string>>;

/** One way in which a gate says no, and where that leads. */
export interface FailingPath {
  /** The gates that say no-go, the rollback's own not among them. */
  readonly gates: readonly string[];
  /** What happens in the system: `the disk is full`. */
  readonly when: string;
  readonly faults?: Faults;
  /** The approval that is rejected. */
  readonly reject?: string;
  /**
   * `stopped`: nothing was changed. `rolled back`: everything is as it was, byte by byte.
   * `rolled back in part`: what must be left is looked at by `left`. `deployed`: a follow-up said no.
   */
  readonly end: 'stopped' | 'rolled back' | 'rolled back in part' | 'deployed';
  /** What is undone, last action first. */
  readonly undone?: readonly string[];
  /** Looks at the state after the run. */
  readonly left?: (after: State, before: State) => void;
}

export interface Reference {
  readonly name: string;
  /** Every environment that the checklist has. */
  readonly environments: readonly string[];
  /** The environment that the paths run in. */
  readonly environment: string;
  readonly standIn: (faults?: Faults) => Promise<StandIn>;
  /** Says why it cannot be run here; undefined when it can. */
  readonly lacking?: string | undefined;
  /** Checks whose verdict depends on how busy this machine is. */
  readonly restless?: readonly string[];
  readonly failingPaths: readonly FailingPath[];
}

const ENDS = {
  stopped: { exitCode: 1, outcome: 'STOPPED' },
  'rolled back': { exitCode: 3, outcome: 'ROLLED_BACK' },
  'rolled back in part': { exitCode: 3, outcome: 'ROLLED_BACK' },
  deployed: { exitCode: 0, outcome: 'DEPLOYED' },
} as const;

const gatesOf = (plan: Plan): string[] => [...plan.phases, ...plan.followUps].map(({ gate }) => gate.title);

/** A failing expectation alone does not tell what the run met. */
function telling({ story }: ReferenceRun, look: () => void): void {
  try {
    look();
  } catch (error) {
    throw new Error(`${(error as Error).message}\n\nwhat the run told:\n${story}`, { cause: error });
  }
}

async function withStandIn(reference: Reference, faults: Faults, use: (standIn: StandIn) => Promise<void>): Promise<void> {
  const standIn = await reference.standIn(faults);
  try {
    await use(standIn);
  } finally {
    await standIn.remove();
  }
}

async function goodPath(reference: Reference): Promise<void> {
  const { name, environment, restless = [] } = reference;
  await withStandIn(reference, {}, async (standIn) => {
    const plan = await planReference(checklistFile(name), environment);
    const run = await runReference(name, standIn, { environment, followUps: true });
    const { exitCode, outcome, gates, verdicts, undone } = run;
    const looked = stepsOf(plan).filter(({ verb }) => verb !== 'approve');
    const expected = looked.map(({ title }) => [title, restless.includes(title) ? expect.stringMatching(/^(pass|warn)$/) : 'pass']);
    telling(run, () => {
      expect({ exitCode, outcome }).toEqual({ exitCode: 0, outcome: 'DEPLOYED' });
      expect(gates).toEqual(Object.fromEntries(gatesOf(plan).map((gate) => [gate, 'GO'])));
      expect(verdicts).toEqual(Object.fromEntries(expected));
      expect(undone).toEqual([]);
    });
  });
}

async function failingPath(reference: Reference, path: FailingPath): Promise<void> {
  const { gates, faults = {}, reject, end, undone = [], left } = path;
  await withStandIn(reference, faults, async (standIn) => {
    const before = await standIn.state();
    const run = await runReference(reference.name, standIn, {
      environment: reference.environment,
      followUps: end === 'deployed',
      ...(reject === undefined ? {} : { reject }),
    });
    const after = await standIn.state();
    const { exitCode, outcome } = run;
    const { Rollback, ...decisions } = run.gates;
    telling(run, () => {
      expect(Object.keys(decisions).filter((gate) => decisions[gate] !== 'GO')).toEqual(gates);
      expect({ exitCode, outcome }).toEqual(ENDS[end]);
      expect(Rollback).toBe(end.startsWith('rolled back') ? 'GO' : undefined);
      expect(run.undone).toEqual(undone);
      if (end === 'stopped' || end === 'rolled back') expect(after).toEqual(before);
      left?.(after, before);
    });
  });
}

/** The tests that every reference checklist passes: as a text, on its good path, and at every gate once. */
export function describeReference(reference: Reference): void {
  const { name, environments, environment, lacking, failingPaths } = reference;
  const file = checklistFile(name);

  describe(`${name}, as a text`, () => {
    test('has nothing that lint could tell', async () => {
      const { exitCode, output } = await gonogo(['lint', file, '--json']);
      expect({ exitCode, problems: JSON.parse(output) }).toEqual({ exitCode: 0, problems: [] });
    });

    test.each(environments)('has a plan for %s', async (each) => {
      const { exitCode, output } = await gonogo(['plan', file, '-e', each]);
      expect(exitCode).toBe(0);
      expect(output).toContain(`${name} in ${each}`);
    });

    test('differs in its environments alone from what is run here', () => {
      const text = readFileSync(file, 'utf8');
      const copy = withEnvironments(text, '  elsewhere: { host: local }\n');
      expect(copy).not.toBe(text);
      expect(besidesEnvironments(copy)).toBe(besidesEnvironments(text));
      expect(besidesEnvironments(text)).not.toContain('working-directory: /');
    });

    test('has a failing path for every gate', async () => {
      const gates = gatesOf(await planReference(file, environment));
      expect([...new Set(failingPaths.flatMap((path) => path.gates))].sort()).toEqual(gates.sort());
    });
  });

  const describeHere = lacking === undefined ? describe : describe.skip;
  describeHere(`${name}, against its stand-in${lacking === undefined ? '' : ` (${lacking})`}`, () => {
    test('is deployed when all is well', () => goodPath(reference));

    test.each(failingPaths.map((path) => [path.end, path.gates.join(' and '), path.when, path] as const))(
      'is %s at %s when %s',
      (_end, _gates, _when, path) => failingPath(reference, path),
    );
  });
}
