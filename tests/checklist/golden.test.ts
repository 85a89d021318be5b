import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { renderProblems } from '../../lib/checklist/diagnostic.ts';
import { lintChecklist } from '../../lib/checklist/lint.ts';
import { READER_RULES } from '../../lib/checklist/reader-rules.ts';
import { RULES } from '../../lib/checklist/rules/index.ts';

/** `tests/golden/rules/<rule>.yaml`, or `<rule>.<case>.yaml`, is wrong in that one way; the `.txt` beside it is what a person is told. */
const directory = fileURLToPath(new URL('../golden/rules/', import.meta.url));
const update = process.env.UPDATE_GOLDEN === '1';
const ids = [...Object.keys(READER_RULES), ...RULES.map(({ id }) => id)];
const fixtures = readdirSync(directory)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => name.slice(0, -'.yaml'.length));

const ruleOf = (fixture: string): string => fixture.replace(/\..*$/, '');

describe('each rule', () => {
  test('has an id of its own, in kebab-case, and an explanation', () => {
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, explanation } of RULES) {
      expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(explanation).toMatch(/^[A-Z`"].{40,}\.$/s);
    }
  });

  test('has a failing fixture, and each fixture a rule', () => {
    expect([...new Set(fixtures.map(ruleOf))].toSorted()).toEqual(ids.toSorted());
  });
});

describe.each(fixtures)('%s', (fixture) => {
  const text = readFileSync(`${directory}${fixture}.yaml`, 'utf8');
  const { problems } = lintChecklist(text, `${fixture}.yaml`, { files: { hasDirectory: () => false } });

  test('is wrong in its own way, and in no other', () => {
    expect([...new Set(problems.map(({ rule }) => rule))]).toEqual([ruleOf(fixture)]);
  });

  test('is told as written down', () => {
    const rendered = `${renderProblems(problems, text)}\n`;
    if (update) writeFileSync(`${directory}${fixture}.txt`, rendered);
    expect(rendered).toBe(readFileSync(`${directory}${fixture}.txt`, 'utf8'));
  });
});
