import type { Evidence } from '../deployments/verdict.ts';
import { keepHeadAndTail } from './bounded-text.ts';
import { createMask, type Mask } from './mask.ts';
import type { ProbeResult } from './observation.ts';

/** All texts of one evidence together, in bytes of UTF-8. */
const MAX_BYTES = 8_192;
const MAX_SUMMARY_BYTES = 512;

/** What a probe saw, fit to be kept: secrets masked first, then the head and the tail of what is too long. */
export function evidenceOf(result: ProbeResult, secrets: readonly string[]): Evidence {
  const mask = createMask(secrets);
  if (result.kind === 'unable') return bounded({ summary: result.reason, output: result.output }, mask, {});
  const { summary, output, errorOutput, exitCode, status, rows, truncated } = result.observation;
  return bounded({ summary, output, errorOutput }, mask, {
    ...(exitCode === undefined ? {} : { exitCode }),
    ...(status === undefined ? {} : { status }),
    ...(rows === undefined ? {} : { rows }),
    ...(truncated === true ? { truncated } : {}),
  });
}

interface Texts {
  readonly summary: string;
  readonly output: string | undefined;
  readonly errorOutput?: string | undefined;
}

function bounded(texts: Texts, mask: Mask, numbers: Evidence): Evidence {
  const summary = keepHeadAndTail(mask(texts.summary), MAX_SUMMARY_BYTES);
  const room = MAX_BYTES - Buffer.byteLength(summary.text);
  const output = mask(texts.output ?? '');
  const errorOutput = mask(texts.errorOutput ?? '');
  // Each of the two may use half, and what the other leaves.
  const keptError = keepHeadAndTail(errorOutput, Math.max(Math.floor(room / 2), room - Buffer.byteLength(output)));
  const keptOutput = keepHeadAndTail(output, room - Buffer.byteLength(keptError.text));
  const truncated = summary.truncated || keptOutput.truncated || keptError.truncated;
  return {
    summary: summary.text,
    ...numbers,
    ...(keptOutput.text === '' ? {} : { output: keptOutput.text }),
    ...(keptError.text === '' ? {} : { errorOutput: keptError.text }),
    ...(truncated ? { truncated } : {}),
  };
}
