/** Words that need no quotes in any reading of YAML: they begin with a letter or one of a few signs, and hold nothing that has a meaning. */
const PLAIN = /^[\p{L}/$<(](?:[\p{L}\p{M}\p{N}\p{P}\p{S} ](?<!: )(?<! #))*$/u;
const ENDS_BADLY = /[:\s]$/;
const MEANS_SOMETHING = /^(?:true|false|null)$/i;
/** As print.ts has it: what YAML takes only as an escape, or an editor would make something else of. */
const ESCAPED = /[^\P{Cc}\n\t]|[\u2028\u2029\ufeff\ufffe\uffff]|\p{Cs}/gu;
/** A path, or a duration as schema/duration.ts has it. */
const PLAIN_TOO = /^(?:\.|\d+(?:\.\d+)?(?:ms|s|m|h|d))$/;
const PLAIN_LENGTH = 1_000;

const quoted = (text: string): string =>
  JSON.stringify(text).replace(ESCAPED, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** A block whose last line is blank would lose it. */
const fitsBlock = (text: string): boolean => /\S[^\n]*$/.test(text.slice(text.lastIndexOf('\n'))) && text.search(ESCAPED) === -1;

/** A text as a value after `key: ` or `- `. Several lines become a literal block, indented by `indent` spaces. */
export function scalar(text: string, indent: number): string {
  if (text.includes('\n') && fitsBlock(text)) {
    // Leading space would be taken for indentation, unless the indentation is said.
    const said = /^\s/.test(text) ? String(2) : '';
    const margin = ' '.repeat(indent);
    return `|${said}-\n${text
      .split('\n')
      .map((line) => (line === '' ? '' : margin + line))
      .join('\n')}`;
  }
  const plain = text.length < PLAIN_LENGTH && PLAIN.test(text) && !ENDS_BADLY.test(text) && !MEANS_SOMETHING.test(text);
  return plain || PLAIN_TOO.test(text) ? text : quoted(text);
}
