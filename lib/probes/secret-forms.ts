/** Shortest secret that is masked wherever it stands; a shorter one is masked only where it stands as a word of its own. */
const SHORTEST = 4;
/** Shortest line of a multi-line secret that is masked alone: `{` or `}` says nothing. */
const SHORTEST_LINE = 4;

/** The texts that give a secret away. */
export interface SecretForms {
  /** Masked wherever they stand, longest first. */
  readonly anywhere: readonly string[];
  /** Masked only between characters that are no letters or digits. */
  readonly words: readonly string[];
}

/**
 * Every form in which a secret may turn up: as it is, line by line, the password inside an address, percent-encoded,
 * as base64 (also inside a longer base64 text) and hexadecimal, escaped for JSON, SQL, HTML and the shell.
 */
export function secretForms(secrets: readonly string[]): SecretForms {
  const parts = new Set(secrets.flatMap((secret) => [secret, ...lines(secret), ...passwords(secret)]));
  const long = [...parts].filter((part) => part.length >= SHORTEST);
  const short = [...parts].filter((part) => part.trim().length > 0 && part.length < SHORTEST);
  const anywhere = new Set(long.flatMap(encodings).filter((form) => form.length >= SHORTEST));
  return { anywhere: [...anywhere].sort((a, b) => b.length - a.length), words: short };
}

function lines(secret: string): string[] {
  if (!/[\r\n]/.test(secret)) return [];
  return secret
    .split(/\r?\n|\r/)
    .flatMap((line) => [line, line.trim()])
    .filter((line) => line.trim().length >= SHORTEST_LINE);
}

/** The password of a secret that is an address, as written and decoded. */
function passwords(secret: string): string[] {
  const [, password] = /^[a-z][a-z0-9+.-]*:\/\/[^\s/?#:@]*:([^\s/?#]*)@/i.exec(secret) ?? [];
  if (password === undefined) return [];
  try {
    return [password, decodeURIComponent(password)];
  } catch {
    return [password];
  }
}

function encodings(text: string): string[] {
  const percent = percentEncoded(text);
  const json = JSON.stringify(text).slice(1, -1);
  const ascii = json.replace(/[\u007f-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const hex = Buffer.from(text).toString('hex');
  return [
    text,
    ...percent.flatMap((form) => [form, form.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())]),
    ...base64Forms(text).flatMap((form) => [form, form.replaceAll('+', '-').replaceAll('/', '_')]),
    hex,
    hex.toUpperCase(),
    ...[json, ascii, json.replaceAll('/', '\\/')].flatMap((form) => [form, JSON.stringify(form).slice(1, -1)]),
    text.replaceAll("'", "''"),
    text.replaceAll("'", "'\\''"),
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;'),
    text.replace(/[^A-Za-z0-9_@%+=:,./-]/g, '\\$&'),
  ];
}

function percentEncoded(text: string): string[] {
  const form = new URLSearchParams({ x: text }).toString().slice(2);
  // Half of a surrogate pair has no percent-encoding; the other forms still hold.
  if (!text.isWellFormed()) return [form];
  const component = encodeURIComponent(text);
  const strict = component.replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
  return [form, component, strict, encodeURI(text)];
}

/** Widths at which `openssl base64` and `base64` break lines. */
const BASE64_WIDTHS = [64, 76];

function base64Forms(text: string): string[] {
  const whole = Buffer.from(text).toString('base64');
  const cores = base64Cores(text);
  const pieces = BASE64_WIDTHS.flatMap((width) => cores[0]?.match(new RegExp(`.{1,${width}}`, 'g')) ?? []);
  return [whole, ...cores, ...pieces.filter((piece) => piece.length >= 8)];
}

/**
 * What the text contributes to any base64 text that holds it: base64 packs three bytes into four characters, so there are
 * three alignments, and the characters at both ends that depend on the neighbours are left out.
 */
function base64Cores(text: string): string[] {
  const bytes = Buffer.from(text);
  return [0, 1, 2].map((offset) => {
    const padded = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const undecidedEnd = (offset + bytes.length) % 3 === 0 ? 0 : 1;
    return padded.slice(Math.ceil((offset * 8) / 6), padded.length - undecidedEnd);
  });
}
