/** The thread that {@link definitionInThread} starts. */
import { enableCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import type { Wanted } from './definition-in-thread.ts';

enableCompileCache();
const { definitionOf } = await import('../../pipeline/definition.ts');
const { plan, machine } = workerData as Wanted;
parentPort?.postMessage(definitionOf(plan, machine));
