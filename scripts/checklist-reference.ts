import { READER_RULES } from '../lib/checklist/reader-rules.ts';
import { RULES } from '../lib/checklist/rules/index.ts';
import { checklist } from '../lib/checklist/schema/checklist.ts';
import { comparison } from '../lib/checklist/schema/comparison.ts';
import { BUILT_IN_VARIABLES, identifier, slug, variableName } from '../lib/checklist/schema/names.ts';
import { ACTION_VERBS, CHECK_VERBS, step, VERBS } from '../lib/checklist/schema/step.ts';
import { branchesOf, descriptionOf, expectedWords, type Schema, shapeOf } from '../lib/checklist/schema/walk.ts';
import { either } from '../lib/checklist/wording.ts';
import { probeShape } from '../lib/probes/schema.ts';

import { cell, kindOf, mapOf, type Shape, table, under } from './schema-table.ts';

const shapes = Object.fromEntries(VERBS.map((verb, index) => [verb, mapOf(branchesOf(step)?.[index] ?? step)])) as Record<
  (typeof VERBS)[number],
  Shape
>;
const keysOf = (verb: (typeof VERBS)[number]): string[] => Object.keys(shapes[verb]);
const shared = (verbs: readonly (typeof VERBS)[number][]): string[] =>
  keysOf(verbs[0] ?? 'validate').filter((key) => verbs.every((verb) => key in shapes[verb]));

const inEvery = shared(VERBS);
const inProbing = shared([...CHECK_VERBS, ...ACTION_VERBS]).filter((key) => !inEvery.includes(key));
const told = [...inEvery, ...inProbing];
const inChecks = shared(CHECK_VERBS).filter((key) => !told.includes(key));
const inActions = shared(ACTION_VERBS).filter((key) => !told.includes(key));
const ownKeys = (verb: (typeof VERBS)[number]): string[] =>
  keysOf(verb).filter((key) => key !== verb && ![...told, ...inChecks, ...inActions].includes(key));

const verbs = (): string =>
  [
    '| verb | meaning |',
    '|---|---|',
    ...VERBS.map((verb) => `| \`${verb}\` | ${cell(descriptionOf(shapes[verb][verb] ?? step) ?? '')} |`),
  ].join('\n');

function probe(kind: string, schema: Schema): string {
  const short = branchesOf(schema)?.find((branch) => shapeOf(branch) === undefined);
  const line = short === undefined ? '' : `Short form, a text: ${descriptionOf(short)}.\n\n`;
  return `#### \`${kind}\`\n\n${sentence(descriptionOf(schema))}\n\n${line}${table(mapOf(schema))}`;
}

const sentence = (text = ''): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

const forms = (): string =>
  (branchesOf(comparison) ?? [])
    .map((branch) => {
      const [key, inner] = Object.entries(shapeOf(branch) ?? {})[0] ?? [];
      return key === undefined || inner === undefined
        ? `| ${kindOf(branch)} | ${cell(descriptionOf(branch) ?? '')} |`
        : `| \`{ ${key}: … }\` | ${cell(descriptionOf(inner) ?? '')} |`;
    })
    .join('\n');

const rules = (): string =>
  [...Object.entries(READER_RULES).map(([id, explanation]) => ({ id, severity: 'error', explanation })), ...RULES]
    .map(({ id, severity, explanation }) => `#### \`${id}\`\n\n${sentence(severity).slice(0, -1)}. ${explanation}`)
    .join('\n\n');

/** docs/checklist.md: the reference of the language, made from the schema and the rules. */
export const checklistReference = (): string => `# The checklist language

<!-- Generated from the schema by \`npm run generate\`; a test fails while it is not current. -->

A checklist is one YAML document. Keys are in kebab-case; unknown ones are refused. Keys in **bold** are required.

\`\`\`yaml
# yaml-language-server: $schema=../schema/checklist.schema.json
checklist: shop
environments:
  local:
    variables: { BASE_URL: http://127.0.0.1:8080 }
    secrets: { DATABASE_URL: env:DATABASE_URL }
phases:
  - phase: Migrate
    steps:
      - backup: Save the orders
        command: pg_dump --file="$BACKUP_DIR/orders.sql" "$DATABASE_URL"
      - migrate: Add the order-date index
        command: npm run migrate up
        undo: npm run migrate down
  - phase: Verify
    steps:
      - smoke-test: The health page answers
        http: $BASE_URL/health
        expect: { status: 200, json: { $.status: healthy }, within: 2s }
\`\`\`

## Top level

${table(mapOf(checklist))}

### Environments

Each name under \`environments\` holds:

${table(mapOf(under(checklist, 'environments', 'any')))}

A secret is a reference, never a value: \`env:NAME\`, \`secretsmanager:name\`, \`secretsmanager:name#json-key\` or \`ssm:/parameter/name\`.

### Rollback

${table(mapOf(under(checklist, 'rollback')))}

### Freeze

A moment is a weekday and time (\`Fri 16:00\`), or a date (\`2026-12-24\`) perhaps with a time (\`2026-12-24T18:00\`).

${table(mapOf(under(checklist, 'freeze', 0)))}

### Notifications

A recipient is \`email:name@example.com\`, \`https://…\`, \`sqs:arn:…\` or \`lambda:arn:…\`.

${table(mapOf(under(checklist, 'notify', 0)))}

## Phases

${table(mapOf(under(checklist, 'phases', 0)))}

\`no-go: { rollback: name }\` runs the partial rollback of that name under \`rollback.plans\`.

## Steps

A step is written with exactly one verb, whose value is its title:

${verbs()}

Checks are ${either(
  CHECK_VERBS.map((verb) => `\`${verb}\``),
  'and',
)}: they only look. Actions are ${either(
  ACTION_VERBS.map((verb) => `\`${verb}\``),
  'and',
)}: they change something.

### Keys of every step

${table(shapes.validate, inEvery)}

### Keys of checks and actions

Exactly one of the [probes](#probes), and:

${table(
  shapes.validate,
  inProbing.filter((key) => !(key in probeShape)),
)}

### Keys of checks

${table(shapes.validate, inChecks)}

### Keys of actions

${table(shapes.migrate, inActions)}

An \`undo\` is \`none\`, shell text, or a map with one of the [probes](#probes) and perhaps a \`timeout\`. It must be safe on an action that was only half done.

${VERBS.filter((verb) => ownKeys(verb).length > 0)
  .map((verb) => `### Keys of \`${verb}\`\n\n${table(shapes[verb], ownKeys(verb))}`)
  .join('\n\n')}

## Probes

${Object.entries(probeShape)
  .map(([kind, schema]) => probe(kind, schema))
  .join('\n\n')}

## Expect

${table(mapOf(under(step, 'expect')))}

### Retry

${table(mapOf(under(step, 'retry')))}

## Comparisons

| written | holds for |
|---|---|
${forms()}

The words of a text are told by their form:

- \`<= 20 ms\`, \`!= 0\`: an operator, a number and perhaps a unit;
- \`2xx\`: a class of status;
- \`/regex/i\`: a regular expression;
- anything else: exactly this text, in which \`$NAME\` is replaced.

## Value paths

A JSONPath to one value (\`$.name\`, \`$['a name']\`, \`$[0]\`, \`$[-1]\`), or a regular expression, whose first group is the value: \`/^errors_total (\\d+)/m\`.

## Names

- The name of a checklist, an environment or a rollback plan: ${expectedWords(slug).join()}.
- A variable, a secret or a captured value: ${expectedWords(variableName).join()}.
- An \`id\`: ${expectedWords(identifier).join()}.

## Durations

A number and one of \`ms\`, \`s\`, \`m\`, \`h\`, \`d\`: \`500ms\`, \`90s\`, \`1.5h\`, \`24h\`.

## Variables

\`$NAME\` or \`\${NAME}\` is a variable or secret of the environment, a value captured by an earlier step, or one of ${either(
  BUILT_IN_VARIABLES.map((name) => `\`${name}\``),
  'and',
)}. A \`command\` gets them as environment variables; nothing is ever spliced into shell text. In \`sql\` they become bound parameters. In \`http\`, \`metric\`, \`lambda\` and the texts of \`expect\` they are replaced; in a regular expression they are not.

## Rules

\`gonogo lint\` reports everything at once, as \`file:line:column: severity: message [rule]\`. With an error a checklist does not run.

${rules()}
`;
