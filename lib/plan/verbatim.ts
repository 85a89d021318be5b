/**
 * What people write passes through a state machine as it is. Step Functions reads a key that ends in `.$` as a path,
 * CloudFormation calls `Fn::…` and `Ref`, and CDK drops null and fills in its tokens: whatever they would take for their own
 * travels as `{ "verbatim": "<JSON, $ # + % percent-encoded>" }`. The constructs write it, and every handler reads it before anything else.
 */

const MARK = 'verbatim';

/** How CDK marks, in a text or in a number, what it fills in later; and a marked number that became a text. */
const TOKEN_TEXT = /[$#]\{Token\[|-1\.\d{10,16}e\+289/;
const isTokenNumber = (number: number): boolean => number < -1.8e289 && number > -1.9e289;

const isMisreadKey = (key: string): boolean => key.endsWith('.$') || key.startsWith('Fn::') || key === 'Ref' || key === MARK;

const isMisread = (value: unknown): boolean => {
  if (value === null) return true;
  if (typeof value === 'string') return holdsToken(value);
  return typeof value === 'number' && isTokenNumber(value);
};

/** True for a text that CDK would fill in. Names of states cannot hold one: lint refuses it there. */
export const holdsToken = (text: string): boolean => TOKEN_TEXT.test(text);

// The signs of a token are percent-encoded, so that none is left in the text.
const asText = (value: unknown): { readonly [MARK]: string } => ({ [MARK]: JSON.stringify(value).replace(/[$#+%]/g, encodeURIComponent) });

/** The same data in a form that nothing on the way to a handler changes. Ordinary data is its own. */
export function verbatim(value: unknown): unknown {
  if (isMisread(value)) return asText(value);
  if (Array.isArray(value)) return value.map(verbatim);
  if (typeof value !== 'object' || value === null) return value;
  if (Object.keys(value).some((key) => isMisreadKey(key) || holdsToken(key))) return asText(value);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, verbatim(each)]));
}

/** What `verbatim` was given. Data that never went through it comes back as it is. */
export function fromVerbatim(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(fromVerbatim);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [[key, text] = []] = entries;
  if (entries.length === 1 && key === MARK && typeof text === 'string') return JSON.parse(decodeURIComponent(text));
  return Object.fromEntries(entries.map(([name, each]) => [name, fromVerbatim(each)]));
}
