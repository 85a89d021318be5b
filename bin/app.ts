import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { App } from 'aws-cdk-lib/core';
import { renderProblems } from '../lib/checklist/diagnostic.ts';
import { lintChecklist } from '../lib/checklist/lint.ts';
import { hasErrors } from '../lib/checklist/problem.ts';
import { deployedEnvironments, pipelineStacks } from '../lib/pipeline/pipeline-stack.ts';

/** Where checklists are looked for. */
const CHECKLISTS = fileURLToPath(new URL('../checklists', import.meta.url));
const INVALID = 2;

/** A context value that is a text, as `cdk synth -c name=value` gives it. */
function context(app: App, name: string): string | undefined {
  const value: unknown = app.node.tryGetContext(name);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/**
 * The CDK app: a stack for every checklist in `checklists/` and each of its environments that has an account.
 * `-c checklist=FILE` and `-c environment=NAME` narrow it. A checklist with problems is refused with exit code 2.
 */
const app = new App({ analyticsReporting: false, autoSynth: false });
const only = { checklist: context(app, 'checklist'), environment: context(app, 'environment') };
const files =
  only.checklist !== undefined
    ? [only.checklist]
    : readdirSync(CHECKLISTS)
        .filter((name) => /\.ya?ml$/.test(name))
        .toSorted()
        .map((name) => join(CHECKLISTS, name));

function refuse(message: string): void {
  process.stderr.write(`${message}\n\n`);
  process.exitCode = INVALID;
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    refuse(`cannot read ${file} (${(error as NodeJS.ErrnoException).code ?? 'unknown error'})`);
    return undefined;
  }
}

let pipelines = 0;
for (const file of files) {
  const text = textOf(file);
  if (text === undefined) continue;
  const { checklist, problems } = lintChecklist(text, file);
  if (problems.length > 0) process.stderr.write(`${renderProblems(problems, text)}\n\n`);
  if (checklist === undefined || hasErrors(problems)) {
    process.exitCode = INVALID;
    continue;
  }
  const environments = deployedEnvironments(checklist).filter((name) => only.environment === undefined || name === only.environment);
  pipelineStacks(app, checklist, environments);
  pipelines += environments.length;
}
if (pipelines === 0 && process.exitCode === undefined)
  refuse(
    `there is nothing to deploy: ${only.environment === undefined ? 'no environment' : `no environment ${only.environment}`} has an \`account\``,
  );
if (process.exitCode === undefined) app.synth();
