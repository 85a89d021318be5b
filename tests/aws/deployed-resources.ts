import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { ListStateMachinesCommand, SFNClient } from '@aws-sdk/client-sfn';

/** The one name or ARN that holds this text: CloudFormation puts a resource's logical id into the names that it makes. */
function only(names: readonly (string | undefined)[], part: string): string {
  const found = names.filter((name) => name?.includes(part));
  const [first] = found;
  if (first === undefined || found.length > 1) throw new Error(`expected one ${part} in a fresh account, got ${found.length}`);
  return first;
}

/** What the deployed stack is made of. (Not every endpoint for tests tells a stack's outputs.) */
export async function deployedResources(): Promise<{
  readonly deployMachine: string;
  readonly recoverMachine: string;
  readonly table: string;
}> {
  const { stateMachines = [] } = await new SFNClient({}).send(new ListStateMachinesCommand({}));
  const { TableNames = [] } = await new DynamoDBClient({}).send(new ListTablesCommand({}));
  const machines = stateMachines.map(({ stateMachineArn }) => stateMachineArn);
  return {
    deployMachine: only(machines, 'PipelineDeployMachine'),
    recoverMachine: only(machines, 'PipelineRecoverMachine'),
    table: only(TableNames, 'PipelineRecordsTable'),
  };
}
