import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

const ROOT = resolve(import.meta.dirname, '../..');

/** A place that has the package as npm would install it, and nothing of the working copy. */
let place = '';
const inPackage = (path: string): string => join(place, 'node_modules/gonogo', path);

function node(...words: string[]) {
  return spawnSync(process.execPath, words, { cwd: place, encoding: 'utf8', env: { PATH: process.env.PATH ?? '' } });
}
const gonogo = (...words: string[]) => node(inPackage('dist/bin/gonogo.js'), ...words);

beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), 'gonogo-package-'));
  const built = node(join(ROOT, 'scripts/build.ts'), inPackage('dist'));
  if (built.status !== 0) throw new Error(built.stderr);
  for (const name of ['package.json', 'schema']) cpSync(join(ROOT, name), inPackage(name), { recursive: true });
  // Packages are where npm puts them: beside this one, and in its own folder for what only it uses.
  symlinkSync(join(ROOT, 'node_modules'), inPackage('node_modules'));
  for (const name of ['aws-cdk-lib', 'constructs']) symlinkSync(join(ROOT, 'node_modules', name), join(place, 'node_modules', name));
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

describe('the built command line', () => {
  test('writes a first checklist, finds nothing wrong with it, and deploys it', () => {
    const wrote = gonogo('init');
    const linted = gonogo('lint', 'checklist.yaml');
    const ran = gonogo('run', 'checklist.yaml', '--environment', 'local', '--version', '1.0.0', '--yes');

    expect([wrote.status, linted.status, ran.status]).toEqual([0, 0, 0]);
    expect(readFileSync(join(place, 'checklist.schema.json'), 'utf8')).toBe(
      readFileSync(join(ROOT, 'schema/checklist.schema.json'), 'utf8'),
    );
    expect(readFileSync(join(place, 'current-release'), 'utf8')).toBe('1.0.0\n');
    // Nothing but its own words: no warning of Node, no trace.
    expect(ran.stderr.split('\n').filter((line) => line !== '' && !/^\d\d:\d\d:\d\d {2}/.test(line))).toEqual([]);
  });

  test('rolls back what failed, and remembers it', () => {
    const ran = gonogo(
      'run',
      'checklist.yaml',
      '-e',
      'local',
      '-v',
      '2.0.0',
      '--yes',
      '--id',
      'second',
      '--fail',
      'Put the new release in place',
    );
    const verified = gonogo('audit', 'verify', 'second');

    expect([ran.status, verified.status]).toEqual([3, 0]);
    expect(readFileSync(join(place, 'current-release'), 'utf8')).toBe('1.0.0\n');
  });

  test('says which Node it needs when it is started with an older one', () => {
    const older = 'data:text/javascript,Object.defineProperty(process,"versions",{value:{...process.versions,node:"20.20.2"}})';
    const ran = node('--import', older, inPackage('dist/bin/gonogo.js'), '--help');
    expect([ran.status, ran.stdout]).toEqual([2, '']);
    expect(ran.stderr).toBe('gonogo needs Node.js 24 or newer and was started with 20.20.2: install it from https://nodejs.org\n');
  });

  test('starts without a directory for temporary files', () => {
    const bin = inPackage('dist/bin/gonogo.js');
    const ran = spawnSync(process.execPath, [bin, 'lint', 'checklist.yaml'], {
      cwd: place,
      env: { TMPDIR: '/proc/nowhere' },
      timeout: 20_000,
    });
    expect(ran.status).toBe(0);
  });

  test('tells its version', () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
    expect(gonogo('--version').stdout).toBe(`${version}\n`);
  });
});

describe('the built library', () => {
  const APP = `
    import { App } from 'aws-cdk-lib';
    import { pipelineStacks, readChecklist } from 'gonogo';
    const { checklist } = readChecklist(\`
checklist: elsewhere
environments: { staging: { account: '111122223333', region: eu-west-1 } }
phases:
  - phase: Look
    steps:
      - validate: The page answers
        http: https://shop.example.com
        expect: { status: 200 }
\`, 'elsewhere.yaml');
    const app = new App({ outdir: 'cdk.out', analyticsReporting: false });
    pipelineStacks(app, checklist, ['staging']);
    app.synth();
  `;

  test('makes a pipeline in another app, with the handlers that came with the package', () => {
    mkdirSync(join(place, 'app'));
    writeFileSync(join(place, 'app/app.mjs'), APP);

    const synthesized = node('app/app.mjs');

    expect(synthesized).toMatchObject({ status: 0 });
    expect(existsSync(inPackage('lambdas'))).toBe(false);
    expect(readFileSync(join(place, 'cdk.out/handlers/validate/handler.js'))).toEqual(
      readFileSync(inPackage('dist/lambdas/validate/handler.js')),
    );
  });
});

test('what is part of the build is named, with its licence', () => {
  const notices = readFileSync(inPackage('dist/THIRD-PARTY.txt'), 'utf8');

  for (const name of ['zod', 'dynalite', 'aws-cdk-lib', '@aws-sdk/client-dynamodb', 'pg']) {
    expect(notices).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+`, 'm'));
  }
});
