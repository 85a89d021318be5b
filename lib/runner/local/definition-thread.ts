/** The thread that resolves one definition, and ends. */
import { parentPort } from 'node:worker_threads';
import { keepCompiled } from '../../compile-cache.ts';
import type { Wanted } from './definition-in-thread.ts';

keepCompiled();
const { definitionOf } = await import('../../pipeline/definition.ts');
parentPort?.once('message', ({ plan, machine }: Wanted) => parentPort?.postMessage(definitionOf(plan, machine)));
