import type { InvokeCommandOutput, LambdaClient } from '@aws-sdk/client-lambda';
import { decodeWhole } from '../bounded-text.ts';
import { startDeadline } from '../deadline.ts';
import { trimPartialSecrets } from '../mask.ts';
import type { ProbeContext, ProbeResult, RunProbe } from '../observation.ts';
import type { LambdaProbe } from '../schema.ts';
import { missingReason, substitute, substituteJson } from '../substitute.ts';
import { explainInvokeFailure } from './failure.ts';

/** What is kept of an answer, in bytes; a function may answer with 6 MB. */
const MAX_ANSWER_BYTES = 1_048_576;

/** Invokes a function once and waits for its answer. An error inside the function was seen; one on the way to it was not. */
export const runLambda: RunProbe<LambdaProbe> = async (probe, context) => {
  const { LambdaClient } = await import('@aws-sdk/client-lambda');
  // One attempt: an action must not be repeated behind the back of its claim.
  const client = new LambdaClient({ maxAttempts: 1 });
  try {
    return await runLambdaWith(client, probe, context);
  } finally {
    client.destroy();
  }
};

/** As `runLambda`, with a client of the caller's. */
export async function runLambdaWith(client: LambdaClient, probe: LambdaProbe, context: ProbeContext): Promise<ProbeResult> {
  const deadline = startDeadline(context);
  const unable = (reason: string): ProbeResult => ({ kind: 'unable', reason, durationMs: deadline.elapsedMs() });
  const name = substitute(probe.function, context.values);
  if (name.kind === 'missing') return unable(missingReason(name.names));
  const payload = substituteJson(probe.payload ?? {}, context.values);
  if (payload.kind === 'missing') return unable(missingReason(payload.names));
  const { InvokeCommand } = await import('@aws-sdk/client-lambda');
  const command = new InvokeCommand({
    FunctionName: name.value,
    InvocationType: 'RequestResponse',
    Payload: Buffer.from(JSON.stringify(payload.value)),
  });
  try {
    const answer = await client.send(command, { abortSignal: deadline.signal });
    return observe(answer, deadline.elapsedMs(), context);
  } catch (error) {
    if (deadline.signal.aborted) return unable(`${deadline.cause()} while waiting for ${name.value}; it may still be running`);
    return unable(explainInvokeFailure(error, name.value));
  }
}

function observe({ StatusCode, FunctionError, Payload }: InvokeCommandOutput, durationMs: number, context: ProbeContext): ProbeResult {
  const bytes = Payload ?? new Uint8Array();
  const truncated = bytes.length > MAX_ANSWER_BYTES;
  const secrets = context.secretNames.flatMap((each) => context.values[each] ?? []);
  const output = truncated ? trimPartialSecrets(decodeWhole(bytes.subarray(0, MAX_ANSWER_BYTES)), '', secrets).head : decodeWhole(bytes);
  const json = truncated ? undefined : parse(output);
  const functionError = FunctionError === undefined ? undefined : errorMessage(json, FunctionError);
  return {
    kind: 'seen',
    observation: {
      durationMs,
      output,
      ...(json === undefined ? {} : { json }),
      ...(StatusCode === undefined ? {} : { status: StatusCode }),
      ...(truncated ? { truncated } : {}),
      ...(functionError === undefined ? {} : { functionError }),
      summary: functionError === undefined ? 'an answer' : `function error: ${functionError}`,
    },
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `Error: the migration table is missing`, from what the runtime answers: { errorType, errorMessage, trace }. */
function errorMessage(json: unknown, kind: string): string {
  const { errorType, errorMessage: message } = (typeof json === 'object' && json !== null ? json : {}) as Record<string, unknown>;
  const words = [errorType, message].filter((each) => typeof each === 'string' && each !== '').join(': ');
  return words === '' ? kind : words;
}
