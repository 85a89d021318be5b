import { parseJsonPath, readJsonPath } from './json-path.ts';
import type { Observation } from './observation.ts';
import { readRegex, searchText } from './regex.ts';

/** What stands at a place of an observation; `missing`: nothing does; `unusable`: the place or the output cannot be read. */
export type Found =
  | { readonly kind: 'found'; readonly value: unknown }
  | { readonly kind: 'missing'; readonly reason: string }
  | { readonly kind: 'unusable'; readonly reason: string };

/** Reads the value that a JSONPath, or the first group of a `/regular expression/`, points at. */
export function observedValue(place: string, observation: Observation): Found {
  if (place.startsWith('$')) return atJsonPath(place, observation);
  const regex = readRegex(place);
  if (regex === undefined) return { kind: 'unusable', reason: `${place} is neither a JSONPath nor a /regular expression/` };
  const result = searchText(regex.pattern, regex.flags, observation.output);
  if (result.kind === 'match') return { kind: 'found', value: result.group ?? result.whole };
  if (result.kind === 'unusable') return result;
  return {
    kind: 'missing',
    reason: `nothing in the output matches ${place}${observation.truncated === true ? ' (the output was cut)' : ''}`,
  };
}

/** `$.length`, `$[-1]`. */
const FROM_THE_END = /\.length\b|\[\s*-/;

/** What stands at a JSONPath of the output. */
export function atJsonPath(text: string, observation: Observation): Found {
  const path = parseJsonPath(text);
  if (path.kind === 'unsupported') return { kind: 'unusable', reason: path.reason };
  const json = observedJson(observation);
  if (json.kind !== 'found') return json;
  const { found, value } = readJsonPath(json.value, path.segments);
  // Of a result that was cut, neither its end nor what is not there can be told.
  if (observation.truncated === true && (!found || FROM_THE_END.test(text)))
    return { kind: 'unusable', reason: `the output was cut, so ${text} cannot be told` };
  return found ? { kind: 'found', value } : { kind: 'missing', reason: `nothing at ${text}` };
}

function observedJson({ json, output, truncated }: Observation): Found {
  if (json !== undefined) return { kind: 'found', value: json };
  try {
    return { kind: 'found', value: JSON.parse(output) };
  } catch {
    const why = output.trim() === '' ? 'the output is empty' : truncated === true ? 'the output was cut' : 'the output is not JSON';
    return { kind: 'unusable', reason: why };
  }
}
