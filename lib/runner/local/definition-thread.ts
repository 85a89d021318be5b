/** The thread that resolves one definition, and ends. */
import { enableCompileCache } from 'node:module';
import { parentPort } from 'node:worker_threads';
import type { Wanted } from './definition-in-thread.ts';

enableCompileCache();
const { definitionOf } = await import('../../pipeline/definition.ts');
parentPort?.once('message', ({ plan, machine }: Wanted) => parentPort?.postMessage(definitionOf(plan, machine)));
