import { Annotations, type App, Stack } from 'aws-cdk-lib/core';
import type { Checklist } from '../checklist/schema/checklist.ts';
import { DeploymentPipeline } from './deployment-pipeline.ts';
import { keyed } from './states/once.ts';

/** The environments of a checklist that have an account to be deployed to. */
export const deployedEnvironments = (checklist: Checklist): readonly string[] =>
  Object.entries(checklist.environments).flatMap(([name, { account }]) => (account === undefined ? [] : [name]));

/** What an environment `requires`: where it is on AWS, and whether one table can hold the records of both. */
function required(checklist: Checklist, name: string): { readonly name: string; readonly near: boolean } | undefined {
  const environment = checklist.environments[name];
  const other = environment?.requires === undefined ? undefined : checklist.environments[environment.requires];
  if (environment?.requires === undefined || other === undefined) return undefined;
  return { name: environment.requires, near: other.account === environment.account && other.region === environment.region };
}

/**
 * One stack for each of these environments, with one pipeline: `gonogo-<checklist>-<environment>`, in the account and
 * region that the checklist says. What a pipeline requires must be found in its own table, so it shares the one of the
 * environment that it requires, whose stack comes along.
 */
export function pipelineStacks(app: App, checklist: Checklist, environments: readonly string[]): void {
  const pipelineIn = keyed((environment: string): DeploymentPipeline => {
    const { account, region } = checklist.environments[environment] ?? {};
    const before = required(checklist, environment);
    const table = before?.near === true ? { table: pipelineIn(before.name).records.table } : {};
    const stack = new Stack(app, `gonogo-${checklist.checklist}-${environment}`, {
      description: checklist.summary ?? `deployments of ${checklist.checklist} to ${environment}`,
      env: { ...(account === undefined ? {} : { account }), ...(region === undefined ? {} : { region }) },
    });
    const pipeline = new DeploymentPipeline(stack, 'Pipeline', { checklist, environment, ...table });
    if (before?.near === false) {
      Annotations.of(pipeline).addWarningV2(
        'gonogo:required-elsewhere',
        `${environment} requires ${before.name}, whose records are in another account or region: every deployment will be refused until both pipelines are given one table`,
      );
    }
    return pipeline;
  });
  for (const environment of environments) pipelineIn(environment);
}
