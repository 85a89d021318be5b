import type { Finding, Path } from '../problem.ts';
import type { Rule } from './rule.ts';

/** What secrets look like when someone writes them down, and what each would be called. */
const SHAPES: readonly (readonly [name: string, shape: RegExp])[] = [
  ['a password in an address', /\b[a-z][a-z0-9+.-]{0,20}:\/\/[^\s/:@"']{0,100}:(?!\$)[^\s/@"'<>{}]{1,200}@/i],
  ['an AWS access key', /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/],
  ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  [
    'an access token',
    /\b(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\w{20,}|glpat-[\w-]{20,}|xox[abprs]-[\w-]{10,}|sk_live_\w{10,}|npm_[A-Za-z0-9]{30,})/,
  ],
  ['a bearer token', /\bBearer\s+(?!\$)[\w.~+/-]{12,}/i],
  ['a password', /\b(?:password|passwd|pwd|secret|api[_-]?key|token)\s*[=:]\s*["']?(?![$"'\s*<{(\\[])[^\s"'&;,]{4,}/i],
];

/** One look that tells most texts to be harmless, in a thousandth of the time. */
const SUSPECT =
  /:\/\/[^\s/]*@|AKIA|ASIA|PRIVATE KEY|gh[pousr]_|github_pat_|glpat-|xox|sk_live_|npm_|bearer|passw|pwd|secret|api[_-]?key|token/i;

function eachText(value: unknown, path: Path, visit: (text: string, path: Path) => void): void {
  if (typeof value === 'string') {
    if (SUSPECT.test(value)) visit(value, path);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) eachText(inner, [...path, Array.isArray(value) ? Number(key) : key], visit);
  }
}

function plainSecrets(value: unknown, path: Path): Finding[] {
  const found: Finding[] = [];
  eachText(value, path, (text, at) => {
    const [first] = SHAPES.flatMap(([name, shape]) => {
      const match = shape.exec(text)?.[0];
      return match === undefined ? [] : [{ name, match }];
    });
    if (first === undefined) return;
    const message = `this looks like ${first.name}: put it under \`secrets\` as a reference and write $NAME here`;
    found.push({ message, path: at, at: { text: first.match } });
  });
  return found;
}

export const plainSecret: Rule = {
  id: 'plain-secret',
  severity: 'warning',
  explanation:
    'A checklist is kept in version control and shown in reports. What looks like a password, a key or a token belongs under `secrets`, as a reference to where it is kept.',
  *find({ checklist, environments }) {
    for (const { environment, path } of environments) {
      const { secrets: _, notify: __, ...open } = environment;
      yield* plainSecrets(open, path);
      // A name says what its value is.
      for (const [name, value] of Object.entries(environment.variables ?? {})) {
        if (!/PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|PRIVATE_KEY/.test(name) || value === '' || value.startsWith('$')) continue;
        if (SHAPES.some(([, shape]) => shape.test(value))) continue;
        yield {
          message: `the name says that this is a secret: put it under \`secrets\` as a reference`,
          path: [...path, 'variables', name],
        };
      }
    }
    yield* plainSecrets(checklist.phases, ['phases']);
    yield* plainSecrets(checklist.notify, ['notify']);
  },
};
