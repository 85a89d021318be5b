import { setTimeout as pause } from 'node:timers/promises';
import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';

/** How an execution went: its end, and every state that it entered, in order. */
export interface Execution {
  readonly status: string;
  readonly error: string | undefined;
  readonly states: readonly string[];
}

const POLL_MS = 200;

/** Starts executions of one machine, and sees how they go. */
export function machineAt(stateMachineArn: string) {
  const client = new SFNClient({});

  async function statesOf(executionArn: string): Promise<readonly string[]> {
    const states: string[] = [];
    let nextToken: string | undefined;
    do {
      const page = await client.send(
        new GetExecutionHistoryCommand({ executionArn, maxResults: 1000, ...(nextToken === undefined ? {} : { nextToken }) }),
      );
      for (const { stateEnteredEventDetails } of page.events ?? [])
        if (stateEnteredEventDetails?.name !== undefined) states.push(stateEnteredEventDetails.name);
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
    return states;
  }

  return {
    async start(name: string, input: object): Promise<string> {
      const { executionArn = '' } = await client.send(new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) }));
      return executionArn;
    },
    async end(executionArn: string): Promise<Execution> {
      for (;;) {
        const { status = '', error } = await client.send(new DescribeExecutionCommand({ executionArn }));
        if (status !== 'RUNNING') return { status, error, states: await statesOf(executionArn) };
        await pause(POLL_MS);
      }
    },
    stop: (executionArn: string) => client.send(new StopExecutionCommand({ executionArn })),
    close: () => client.destroy(),
  };
}
