import type { Io } from '../io.ts';
import { type Reporter, reporterOf } from './reporter.ts';

/** One JSON object a line for each event, on standard output. */
export const createJsonLines = (io: Pick<Io, 'json'>): Reporter => reporterOf({ event: (event) => io.json(event) });
