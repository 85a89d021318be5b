import { once } from 'node:events';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { InfrastructureError } from '../../errors.ts';
import type { Definition, MachineName } from '../../pipeline/definition.ts';
import type { Plan } from '../../plan/model.ts';

export interface Wanted {
  readonly plan: Plan;
  readonly machine: MachineName;
}

// Beside this file, with its ending: it is TypeScript in a working copy and JavaScript in a build.
const THREAD = new URL(`definition-thread${extname(import.meta.url)}`, import.meta.url);

let prepared: Worker | undefined;

function takeWorker(): Worker {
  const worker = prepared ?? new Worker(THREAD);
  prepared = undefined;
  return worker;
}

/**
 * Begins to load the CDK, in a thread of its own. Whoever knows that a definition will be wanted calls it as soon as
 * possible: the thread is at work while this one reads the checklist.
 */
export function prepareDefinition(): void {
  prepared ??= new Worker(THREAD);
  // Nothing may come of it after all: then it does not keep the process.
  prepared.unref();
}

/** The definition of one of a plan's machines, resolved by the CDK in a thread of its own. */
export async function definitionInThread(plan: Plan, machine: MachineName): Promise<Definition> {
  const worker = takeWorker();
  worker.ref();
  worker.postMessage({ plan, machine } satisfies Wanted);
  const ended = once(worker, 'exit').then(([code]) => {
    throw new InfrastructureError(`the definition could not be made: its thread ended with exit code ${code}; start again`);
  });
  // A thread also ends after it has answered.
  ended.catch(() => undefined);
  const [definition] = (await Promise.race([once(worker, 'message'), ended])) as [Definition];
  return definition;
}
