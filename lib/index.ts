/** What other CDK apps import. */
export { readChecklist } from './checklist/read.ts';
export type { Checklist } from './checklist/schema/checklist.ts';
export type { DeploymentIdentity, ExecutionInput } from './deployments/invocation.ts';
export type { Decision, Outcome, Verdict } from './deployments/verdict.ts';
export { GonogoError, UsageError } from './errors.ts';
export { DeploymentPipeline, type DeploymentPipelineProps } from './pipeline/deployment-pipeline.ts';
export type { HandlerName } from './pipeline/handlers.ts';
export { deployedEnvironments, pipelineStacks } from './pipeline/pipeline-stack.ts';
export { type AnyTable, RecordsTable, type RecordsTableProps } from './pipeline/records-table/records-table.ts';
export { planChecklist } from './plan/build.ts';
export { planHash } from './plan/hash.ts';
export type { Plan } from './plan/model.ts';
