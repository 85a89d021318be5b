import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { App, Duration, Stack } from 'aws-cdk-lib/core';
import { pipelineStacks, readChecklist } from '../../lib/index.ts';

/** The pipeline of the small checklist, and the one function that it invokes: `-c checklist=FILE -c service=URL`. */
const app = new App({ analyticsReporting: false });
const context = (name: string): string => String(app.node.tryGetContext(name));

const stack = new Stack(app, 'small-switch', { env: { account: '123456789012', region: 'us-east-1' } });
new LambdaFunction(stack, 'Switch', {
  functionName: 'small-switch',
  code: Code.fromAsset(fileURLToPath(new URL('switch', import.meta.url))),
  handler: 'index.handler',
  runtime: Runtime.NODEJS_24_X,
  timeout: Duration.seconds(30),
  environment: { SERVICE_URL: context('service') },
});

const file = context('checklist');
const { checklist } = readChecklist(readFileSync(file, 'utf8'), file);
if (checklist === undefined) throw new Error(`${file} cannot be read`);
pipelineStacks(app, checklist, ['test']);
