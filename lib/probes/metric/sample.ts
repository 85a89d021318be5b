/** The one number of an answer, or why there is not exactly one. */
type Sample = { readonly text: string; readonly number: number } | { readonly reason: string };

/** Prometheus' answer to an instant query: https://prometheus.io/docs/prometheus/latest/querying/api/ */
interface Answer {
  readonly status?: unknown;
  readonly errorType?: unknown;
  readonly error?: unknown;
  readonly data?: { readonly resultType?: unknown; readonly result?: unknown };
}

/** Reads the answer. No sample, more than one, and NaN are no values: nothing can be judged by them. */
export function readSample(body: string, status: number): Sample {
  const answer = parse(body);
  if (answer === undefined) return { reason: `got ${status} and no JSON: is this the address of a Prometheus server?` };
  if (answer.status === 'error') return { reason: `Prometheus refuses the query: ${String(answer.error)} (${String(answer.errorType)})` };
  const { resultType, result } = answer.data ?? {};
  if (status !== 200 || answer.status !== 'success') return { reason: `got ${status} and not an answer of Prometheus` };
  if (resultType === 'scalar') return readValue(result);
  if (resultType !== 'vector' || !Array.isArray(result))
    return { reason: `the query gives a ${String(resultType)}, expected one value: ask for an instant vector or a scalar` };
  if (result.length === 0) return { reason: 'the query gives no samples, expected exactly one: no data is no value' };
  if (result.length > 1)
    return { reason: `the query gives ${result.length} samples, expected exactly one: sum or select them in the query` };
  return readValue((result[0] as { value?: unknown }).value);
}

function parse(body: string): Answer | undefined {
  try {
    const answer: unknown = JSON.parse(body);
    return typeof answer === 'object' && answer !== null ? answer : undefined;
  } catch {
    return undefined;
  }
}

/** A sample is `[time, "value"]`. */
function readValue(sample: unknown): Sample {
  const text = Array.isArray(sample) ? String(sample[1]) : '';
  const number = Number(text);
  if (text === '') return { reason: 'the sample has no value (a native histogram, perhaps), expected a number' };
  return Number.isFinite(number) ? { text, number } : { reason: `the value is ${text}, expected a number` };
}
