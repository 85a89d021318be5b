import { junitReport } from '../../report/junit.ts';
import type { Io } from '../io.ts';
import { type Reporter, reporterOf } from './reporter.ts';

/** JUnit XML on standard output when the deployment has ended. */
export const createJunitWriter = (io: Pick<Io, 'out'>): Reporter =>
  reporterOf({
    finish: (report) => {
      if (report !== undefined) io.out(junitReport(report));
    },
  });
