import { giveAnswer } from '../../deployments/approvals.ts';
import { verifySeals } from '../../deployments/audit.ts';
import { summaries } from '../../deployments/history.ts';
import type { ApproveEvent, CheckEvent, OpenResult } from '../../deployments/invocation.ts';
import type { AuditRecord, ClosedRecord } from '../../deployments/records.ts';
import { createStore, type DeploymentStore } from '../../deployments/store.ts';
import { InfrastructureError, RefusedError, UsageError } from '../../errors.ts';
import type { MachineName } from '../../pipeline/definition.ts';
import { FOLLOW_UPS_BEGIN } from '../../pipeline/follow-ups-begin.ts';
import type { HandlerName } from '../../pipeline/handlers.ts';
import { planHash } from '../../plan/hash.ts';
import type { Plan, PlannedApproval } from '../../plan/model.ts';
import { fromVerbatim } from '../../plan/verbatim.ts';
import { createLauncher } from '../../probes/command/launcher.ts';
import { reportOf } from '../../report/from-records.ts';
import type { RunListener, Runner, RunResult } from '../runner.ts';
import { awaitAnswer, rulesOf } from './answers.ts';
import { definitionInThread } from './definition-in-thread.ts';
import { eventOf, startEvent } from './events.ts';
import { handleOf } from './handlers.ts';
import { type Home, makeHome } from './home.ts';
import { inboxPublisher } from './inbox.ts';
import { interpret, pause } from './interpreter.ts';
import { forgetRun, holdRun, isHeld, keepRun, type StoredRun, storedRun, unfinishedRuns } from './runs.ts';
import { localRuntime } from './runtime.ts';
import { LOCAL_TABLE, openTable } from './table.ts';

export interface LocalOptions {
  readonly home: Home;
  /** What commands inherit and `env:` secrets are read from. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly now: () => Date;
  /** Waits last this much of what the checklist says (default 1). */
  readonly timeScale: number;
}

/** One execution of one machine in this process. */
interface LocalExecution extends StoredRun {
  readonly machine: MachineName;
  readonly followUps: boolean;
}

const closedOf = (records: readonly AuditRecord[]): ClosedRecord | undefined =>
  records.find((record): record is ClosedRecord => record.kind === 'closed');

/** A state of a follow-up waits for hours or days; any other wait belongs to a check that looks again. */
const isFollowUpWait = (state: string): boolean => state.startsWith('Until: ');

/** Runs deployments on this machine: the deployed definition in an interpreter, the same handlers in this process. */
export async function localRunner(options: LocalOptions): Promise<Runner> {
  const { home, now, timeScale } = options;
  await makeHome(home);
  const table = await openTable(home);
  let listening: RunListener | undefined;
  const store: DeploymentStore = createStore(table.documents, LOCAL_TABLE, (record) => {
    const event = eventOf(record);
    if (event !== undefined) listening?.onEvent(event);
  });
  const launcher = createLauncher();
  const inbox = inboxPublisher(home.inbox, now);
  const noDeployment = (id: string): UsageError =>
    new UsageError(`there is no deployment ${id} in ${home.directory}: see \`gonogo history\``);

  /** Runs one machine to its end; returns why it was refused, if it was. */
  async function execute(execution: LocalExecution, listener: RunListener): Promise<string | undefined> {
    const { plan, deployment, machine } = execution;
    launcher.prepare();
    let refusal: string | undefined;
    const stop = new AbortController();
    const runtime = localRuntime({
      home,
      store,
      now,
      publish: inbox.publish,
      environment: options.environment,
      baseDirectory: execution.baseDirectory,
      interrupted: listener.interrupted,
      runCommand: launcher.run,
      onStart: (what) => listener.onEvent(startEvent(what, now())),
    });
    const invoke = async (name: HandlerName, payload: Readonly<Record<string, unknown>>, waitsForAnswer: boolean): Promise<unknown> => {
      const event = fromVerbatim(payload) as Readonly<Record<string, unknown>>;
      if (isRepeated(event)) await pause((event.step.repetition?.everyMs ?? 0) * timeScale, listener.interrupted);
      const result = await handleOf(name)(payload, runtime);
      if (name === 'open' && !(result as OpenResult).opened) refusal = (result as OpenResult).reason;
      return waitsForAnswer ? awaitAnswer(event as unknown as ApproveEvent, store, listener, now) : result;
    };
    const waitMs = (state: string, seconds: number): number => (isFollowUpWait(state) ? seconds * 1_000 * timeScale : 0);
    listening = listener;
    const onState = (state: string): void => {
      listener.onState?.(state);
      if (state !== FOLLOW_UPS_BEGIN) return;
      // What comes now changes nothing any more: nobody has to wait for it.
      if (!execution.followUps || listener.interrupted.aborted) stop.abort();
      else listener.interrupted.addEventListener('abort', () => stop.abort(), { once: true });
    };
    await interpret(await definitionInThread(plan, machine), { deployment }, { invoke, waitMs, onState }, stop.signal);
    return refusal;
  }

  async function resultOf(id: string, listener: RunListener): Promise<RunResult> {
    const closed = closedOf(await store.records(id));
    if (closed === undefined)
      throw new InfrastructureError(`deployment ${id} did not come to its end: run \`gonogo recover ${id}\` to undo what was attempted`);
    return { id, outcome: closed.outcome, reason: closed.reason, interrupted: listener.interrupted.aborted };
  }

  const approvalIn = (plan: Plan, step: string): PlannedApproval | undefined =>
    [...plan.phases, ...plan.followUps]
      .flatMap(({ groups }) => groups)
      .flatMap((group) => (group.kind === 'approval' && group.step.id === step ? [group.step] : []))[0];

  /** Runs one machine while this process holds the run, so that nobody recovers it meanwhile. */
  async function held(
    id: string,
    prepare: () => Promise<StoredRun>,
    machine: LocalExecution['machine'],
    followUps: boolean,
    listener: RunListener,
  ): Promise<RunResult> {
    const release = await holdRun(home, id);
    if (release === undefined) throw new RefusedError(`deployment ${id} is running in another process`);
    try {
      const run = await prepare();
      const refusal = await execute({ ...run, machine, followUps }, listener);
      if (refusal !== undefined) {
        await forgetRun(home, id);
        throw new RefusedError(refusal);
      }
      const result = await resultOf(id, listener);
      await forgetRun(home, id);
      return result;
    } finally {
      await release();
    }
  }

  async function recoverOne(id: string, listener: RunListener): Promise<RunResult> {
    const prepare = async (): Promise<StoredRun> => {
      const run = await storedRun(home, id);
      const recoveries = new Set(
        (await store.records(id)).map(({ execution }) => execution).filter((name) => name.startsWith('recovery-')),
      );
      return { ...run, deployment: { ...run.deployment, execution: `recovery-${recoveries.size + 1}`, faults: {} } };
    };
    return held(id, prepare, 'recover', false, listener);
  }

  return {
    async start({ plan, id, baseDirectory, version, startedBy, faults, followUps }, listener) {
      const deployment = {
        id,
        checklist: plan.checklist,
        environment: plan.environment.name,
        version,
        startedBy,
        execution: 'main',
        planHash: planHash(plan),
        faults,
      };
      const prepare = async (): Promise<StoredRun> => {
        const records = await store.records(id);
        const ended = closedOf(records);
        if (ended !== undefined) throw new RefusedError(`deployment ${id} has ended (${ended.outcome}): start again with another id`);
        if (records.length > 0)
          throw new RefusedError(
            `deployment ${id} is open: see it with \`gonogo show ${id}\`; if its process died, finish it with \`gonogo recover ${id}\``,
          );
        const run = { plan, baseDirectory, deployment };
        await keepRun(home, run);
        return run;
      };
      return held(id, prepare, 'deploy', followUps, listener);
    },
    async recover(id, listener) {
      const unfinished = await unfinishedRuns(home);
      if (id !== undefined) {
        if (unfinished.includes(id)) return [await recoverOne(id, listener)];
        const ended = closedOf(await store.records(id));
        throw ended === undefined
          ? noDeployment(id)
          : new UsageError(`deployment ${id} has ended (${ended.outcome}): there is nothing to recover`);
      }
      const results: RunResult[] = [];
      for (const each of unfinished) if (!(await isHeld(home, each))) results.push(await recoverOne(each, listener));
      return results;
    },
    async answer(deployment, step, { approve, by, comment }) {
      if ((await store.records(deployment)).length === 0) throw noDeployment(deployment);
      // One that has ended has no run any more: the records say what became of the question.
      const run = await storedRun(home, deployment).catch(() => undefined);
      const rules = (id: string) => rulesOf(run && approvalIn(run.plan, id), run?.plan.environment.account);
      await giveAnswer(store, { deployment, step, approve, by, ...(comment === undefined ? {} : { comment }) }, rules, now());
    },
    async report(deployment) {
      const records = await store.records(deployment);
      if (records.length === 0) throw noDeployment(deployment);
      return reportOf(records);
    },
    history: async (filter) => summaries(await store.history(filter)),
    async verify(deployment) {
      const records = await store.stored(deployment);
      if (records.length === 0) throw noDeployment(deployment);
      return verifySeals(records);
    },
    async close() {
      launcher.close();
      inbox.close();
      await table.close();
    },
  };
}

/** A repeated check comes with the progress of its earlier tries. */
const isRepeated = (event: Readonly<Record<string, unknown>>): event is Readonly<Record<string, unknown>> & CheckEvent =>
  typeof event.progress === 'object' && event.progress !== null && 'tries' in event.progress && Number(event.progress.tries) > 0;
