import { once } from 'node:events';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Definition, MachineName } from '../../pipeline/definition.ts';
import type { Plan } from '../../plan/model.ts';

export interface Wanted {
  readonly plan: Plan;
  readonly machine: MachineName;
}

// Beside this file, with its ending: it is TypeScript in a working copy and JavaScript in a build.
const THREAD = new URL(`definition-thread${extname(import.meta.url)}`, import.meta.url);

const begun = new WeakMap<Plan, Map<MachineName, Promise<Definition>>>();

async function resolve(wanted: Wanted): Promise<Definition> {
  const worker = new Worker(THREAD, { workerData: wanted });
  const [definition] = (await once(worker, 'message')) as [Definition];
  return definition;
}

/**
 * The definition of one of a plan's machines, resolved by the CDK in a thread of its own: beside whatever else a start has to do,
 * and its memory is given back before the first command is started, because starting a process costs the more the larger
 * this one is. Asked for a second time, it is the same one.
 */
export function definitionInThread(plan: Plan, machine: MachineName): Promise<Definition> {
  const ofPlan = begun.get(plan) ?? new Map<MachineName, Promise<Definition>>();
  begun.set(plan, ofPlan);
  const definition = ofPlan.get(machine) ?? resolve({ plan, machine });
  ofPlan.set(machine, definition);
  return definition;
}
