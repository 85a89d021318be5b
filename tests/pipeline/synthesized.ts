import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { App, Stack } from 'aws-cdk-lib/core';
import { DeploymentPipeline, type DeploymentPipelineProps } from '../../lib/pipeline/deployment-pipeline.ts';

const made: string[] = [];

/** What the CDK does differently for new apps, as this project's own app has it. */
const { context } = JSON.parse(readFileSync(new URL('../../cdk.json', import.meta.url), 'utf8')) as { context: Record<string, boolean> };

/** An app that keeps what it makes in a directory of its own. */
export function scratchApp(): App {
  const outdir = mkdtempSync(join(tmpdir(), 'gonogo-synth-'));
  made.push(outdir);
  return new App({ outdir, analyticsReporting: false, context });
}

export function removeScratch(): void {
  for (const directory of made.splice(0)) rmSync(directory, { recursive: true, force: true });
}

/** The template of a stack with one pipeline. */
export function synthesized(props: DeploymentPipelineProps | ((stack: Stack) => DeploymentPipelineProps)): {
  readonly stack: Stack;
  readonly pipeline: DeploymentPipeline;
  readonly template: Template;
} {
  const stack = new Stack(scratchApp(), 'Test', { env: { account: '111122223333', region: 'eu-west-1' } });
  const pipeline = new DeploymentPipeline(stack, 'Pipeline', typeof props === 'function' ? props(stack) : props);
  return { stack, pipeline, template: Template.fromStack(stack) };
}

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: unknown;
}

const listed = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

/** Resource as a text: references become the logical ids they point at. */
function resourceText(resource: unknown): string {
  if (typeof resource === 'string') return resource;
  const [[kind, value] = ['', '']] = Object.entries(resource as Record<string, unknown>);
  if (kind === 'Fn::Join') return ((value as unknown[])[1] as unknown[]).map(resourceText).join('');
  if (kind === 'Fn::GetAtt') return `<${(value as string[])[0]}>`;
  return `<${String(value)}>`;
}

/** What one right is: `action on resource`, with the condition when there is one. */
export interface Right {
  readonly role: string;
  readonly action: string;
  readonly resource: string;
  readonly condition?: unknown;
}

/** Every right that a template gives to a role. Roles are told apart by their logical ids. */
export function rightsIn(template: Template): readonly Right[] {
  return Object.values(template.findResources('AWS::IAM::Policy')).flatMap(({ Properties }) =>
    (Properties.PolicyDocument.Statement as readonly Statement[]).flatMap(({ Action, Resource, Condition }) =>
      listed(Action).flatMap((action) =>
        listed(Resource).map((resource) => ({
          role: String(Properties.Roles[0].Ref),
          action: String(action),
          resource: resourceText(resource),
          ...(Condition === undefined ? {} : { condition: Condition }),
        })),
      ),
    ),
  );
}
