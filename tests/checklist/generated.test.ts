import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { parse } from 'yaml';
import { checklistJsonSchema } from '../../lib/checklist/json-schema.ts';
import { printChecklist } from '../../lib/checklist/print.ts';
import { RULES } from '../../lib/checklist/rules/index.ts';
import { checklistReference } from '../../scripts/checklist-reference.ts';
import { checklists } from '../properties/checklists.ts';

const root = new URL('../../', import.meta.url);
const contentOf = (path: string): string => readFileSync(new URL(path, root), 'utf8');

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every key that the schema lets one write, with the schema of its value. */
function* keysOf(schema: unknown, path = ''): Generator<readonly [path: string, value: Json]> {
  if (Array.isArray(schema)) for (const [index, each] of schema.entries()) yield* keysOf(each, `${path}/${index}`);
  if (!isObject(schema)) return;
  const { properties } = schema;
  if (isObject(properties)) for (const [key, value] of Object.entries(properties)) yield [`${path}/${key}`, isObject(value) ? value : {}];
  for (const [key, each] of Object.entries(schema)) yield* keysOf(each, `${path}/${key}`);
}

describe('schema/checklist.schema.json', () => {
  const schema = checklistJsonSchema();
  const definitions = schema.$defs as Json;

  test('is current: run `npm run generate` after a change of the language', () => {
    expect(contentOf('schema/checklist.schema.json')).toBe(`${JSON.stringify(schema, null, 2)}\n`);
  });

  test('describes every key', () => {
    const keys = [...keysOf(schema)];
    const described = ({ description, $ref }: Json): boolean =>
      typeof description === 'string' || (typeof $ref === 'string' && described(definitions[$ref.replace('#/$defs/', '')] as Json));
    expect(keys.length).toBeGreaterThan(100);
    expect(keys.filter(([, value]) => !described(value)).map(([path]) => path)).toEqual([]);
  });

  test('refers only to what it defines', () => {
    const references = [...JSON.stringify(schema).matchAll(/"\$ref":"#\/\$defs\/([^"]+)"/g)].map(([, name]) => name);
    expect(references.length).toBeGreaterThan(20);
    expect([...new Set(references)].toSorted()).toEqual(Object.keys(definitions).toSorted());
  });

  const accepted = new Ajv2020({ allowUnionTypes: true, strictRequired: false }).compile(schema);

  test('takes what the reader takes', () => {
    fc.assert(
      fc.property(checklists(), (checklist) => {
        expect(accepted(parse(printChecklist(checklist)))).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  test('refuses two probes, an unknown key, a step without a verb, and no environments', () => {
    const step = { validate: 'The page answers', http: 'https://example.com' };
    const written = (each: object, environments: object = { local: {} }): object => ({
      checklist: 'shop',
      environments,
      phases: [{ phase: 'Look', steps: [each] }],
    });
    expect(accepted(written(step))).toBe(true);
    expect(accepted(written({ ...step, command: 'true' }))).toBe(false);
    expect(accepted(written({ validate: 'Nothing says how' }))).toBe(false);
    expect(accepted(written({ ...step, colour: 'blue' }))).toBe(false);
    expect(accepted(written({ http: 'https://example.com' }))).toBe(false);
    expect(accepted(written(step, {}))).toBe(false);
  });
});

describe('docs/checklist.md', () => {
  test('is current: run `npm run generate` after a change of the language', () => {
    expect(contentOf('docs/checklist.md')).toBe(checklistReference());
  });

  test('explains every rule', () => {
    const text = checklistReference();
    for (const { id, explanation } of RULES) {
      expect(text).toContain(`#### \`${id}\`\n\n`);
      expect(text).toContain(explanation);
    }
  });

  test('links only to sections that it has', () => {
    const text = checklistReference();
    const anchors = [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
      title
        .toLowerCase()
        .replace(/[^\w -]/g, '')
        .replaceAll(' ', '-'),
    );
    const links = [...text.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor]) => anchor);
    expect(links.filter((link) => !anchors.includes(link ?? ''))).toEqual([]);
  });
});
