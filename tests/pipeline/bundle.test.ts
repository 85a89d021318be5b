import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildBundles, LEFT_OUTSIDE, writeBundles } from '../../lib/pipeline/bundle.ts';
import { HANDLERS } from '../../lib/pipeline/handlers.ts';

const LARGEST_BYTES = 400_000;

const bundles = buildBundles(HANDLERS);
const contentsOf = (path: string): Uint8Array => bundles.files.find((file) => file.path === path)?.contents ?? new Uint8Array();

describe.each(HANDLERS)('the bundle of %s', (name) => {
  const code = Buffer.from(contentsOf(`${name}/handler.js`)).toString();
  const inside = Object.keys(bundles.inputs[name] ?? {});

  test('is small', () => {
    expect(code.length).toBeGreaterThan(100_000);
    expect(Buffer.byteLength(code)).toBeLessThanOrEqual(LARGEST_BYTES);
  });

  test('holds its handler and the DynamoDB client, and neither the language nor the constructs', () => {
    expect(inside).toContain(`lambdas/${name}/handler.ts`);
    expect(inside.some((path) => path.includes('@aws-sdk/client-dynamodb'))).toBe(true);
    const unwanted = /node_modules\/(zod|yaml|aws-cdk-lib|constructs|aws-local-stepfunctions|dynalite|esbuild|commander)\//;
    expect(inside.filter((path) => unwanted.test(path))).toEqual([]);
    expect(inside.filter((path) => /^lib\/(pipeline|runner|report|cli)\//.test(path))).toEqual([]);
  });

  test('needs nothing but Node and what the Lambda runtime brings', () => {
    const required = new Set([...code.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, module = '']) => module));
    const unknown = [...required].filter((module) => !isBuiltin(module) && !LEFT_OUTSIDE.includes(module));
    expect(unknown).toEqual([]);
    expect(code).not.toMatch(/\bimport\(/);
  });
});

describe('bundles', () => {
  let directory: string;
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'gonogo-bundles-'));
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  test('are the same bytes each time: nothing changed, nothing deployed', () => {
    const again = buildBundles(HANDLERS);
    expect(again.files.map(({ path }) => path)).toEqual(bundles.files.map(({ path }) => path));
    for (const { path, contents } of again.files) expect(Buffer.compare(contents, contentsOf(path))).toBe(0);
  });

  test('are the same for verbs that are handled alike, so that they share an asset', () => {
    expect(Buffer.compare(contentsOf('backup/handler.js'), contentsOf('deploy/handler.js'))).toBe(0);
    expect(Buffer.compare(contentsOf('backup/handler.js'), contentsOf('rollback/handler.js'))).not.toBe(0);
  });

  test('are written to a folder each, with their maps outside of it', () => {
    const folderOf = writeBundles(HANDLERS, directory);
    for (const name of HANDLERS) expect(readdirSync(folderOf(name))).toEqual(['handler.js']);
    expect(readdirSync(join(directory, 'maps')).toSorted()).toEqual(HANDLERS.map((name) => `${name}.js.map`).toSorted());
    expect(JSON.parse(readFileSync(join(directory, 'maps', 'open.js.map'), 'utf8')).sources.join()).toContain('lambdas/open/open.ts');
  });

  test('can be loaded where there is nothing else, and name the setting that is missing', () => {
    const folderOf = writeBundles(HANDLERS, directory);
    for (const name of HANDLERS) {
      const load = `require(${JSON.stringify(join(folderOf(name), 'handler.js'))}).handler({}).catch((error) => console.log(error.message))`;
      const { stdout, stderr } = spawnSync(process.execPath, ['-e', load], {
        cwd: directory,
        env: { AWS_REGION: 'eu-west-1' },
        encoding: 'utf8',
      });
      expect({ name, stdout, stderr }).toEqual({
        name,
        stdout: "the function's environment variable GONOGO_TABLE is not set\n",
        stderr: '',
      });
    }
  });
});
