import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const EVERYTHING = fileURLToPath(new URL('checklists/every-feature.yaml', import.meta.url));

let scratch: string;
beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'gonogo-app-'));
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Runs the app as the CDK command line does, with no credentials about; what it made is told by stack. */
function app(context: Readonly<Record<string, string>>) {
  const outdir = mkdtempSync(join(scratch, 'out-'));
  const { status, stderr } = spawnSync(process.execPath, ['bin/app.ts'], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, CDK_OUTDIR: outdir, CDK_CONTEXT_JSON: JSON.stringify(context), AWS_EC2_METADATA_DISABLED: 'true' },
    encoding: 'utf8',
  });
  const manifest = (): Record<string, { type: string; environment?: string }> =>
    JSON.parse(readFileSync(join(outdir, 'manifest.json'), 'utf8')).artifacts;
  const stacks = () =>
    Object.fromEntries(
      Object.entries(manifest())
        .filter(([, { type }]) => type === 'aws:cloudformation:stack')
        .map(([name, { environment }]) => [name, environment]),
    );
  const template = (stack: string) => JSON.parse(readFileSync(join(outdir, `${stack}.template.json`), 'utf8'));
  return { status, stderr, stacks, template };
}

describe('the CDK app', () => {
  test('makes a stack for every checklist and each environment that has an account', () => {
    const { status, stacks } = app({});
    expect(status).toBe(0);
    expect(stacks()).toMatchObject({
      'gonogo-example-shop-staging': 'aws://111122223333/eu-west-1',
      'gonogo-example-shop-production': 'aws://111122223333/eu-west-1',
    });
  });

  test('makes one stack, when asked for one', () => {
    const { stacks } = app({ checklist: EVERYTHING, environment: 'staging' });
    expect(Object.keys(stacks())).toEqual(['gonogo-every-feature-staging']);
  });

  test('keeps the records of an environment in the table of the one that it requires', () => {
    const { stacks, template } = app({ checklist: EVERYTHING, environment: 'production' });
    expect(Object.keys(stacks()).toSorted()).toEqual(['gonogo-every-feature-production', 'gonogo-every-feature-staging']);
    const tables = (stack: string): number =>
      Object.values(template(stack).Resources as Record<string, { Type: string }>).filter(
        ({ Type }) => Type === 'AWS::DynamoDB::GlobalTable',
      ).length;
    expect(tables('gonogo-every-feature-staging')).toBe(1);
    expect(tables('gonogo-every-feature-production')).toBe(0);
  });

  test('says what it cannot read, and when there is nothing to deploy', () => {
    const missing = app({ checklist: join(scratch, 'missing.yaml') });
    expect(missing.status).toBe(2);
    expect(missing.stderr).toBe(`cannot read ${join(scratch, 'missing.yaml')} (ENOENT)\n\n`);
    const nowhere = app({ checklist: EVERYTHING, environment: 'moon' });
    expect(nowhere.status).toBe(2);
    expect(nowhere.stderr).toBe('there is nothing to deploy: no environment moon has an `account`\n\n');
  });

  test('refuses a checklist with problems, at their places, and makes nothing', () => {
    const file = join(scratch, 'wrong.yaml');
    writeFileSync(file, readFileSync(EVERYTHING, 'utf8').replace('no-go: ask', 'no-go: maybe'));
    const { status, stderr, stacks } = app({ checklist: file });
    expect(status).toBe(2);
    expect(stderr).toMatch(/wrong\.yaml:\d+:\d+: error: .*\n\s+\|\n.*no-go: maybe\n.*\^~/);
    expect(stacks).toThrow(/ENOENT/);
  });
});
