import { afterAll, describe, expect, test } from '@jest/globals';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { type App, Stack, Validations } from 'aws-cdk-lib/core';
import { AwsSolutionsChecks } from 'cdk-nag';
import { DeploymentPipeline } from '../../lib/pipeline/deployment-pipeline.ts';
import { allPlans } from './plans.ts';
import { removeScratch, scratchApp } from './synthesized.ts';

afterAll(removeScratch);

/** Synthesizes an app under the eyes of cdk-nag, which throws when something is not acknowledged. */
const inspected = (app: App) => () => {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  app.synth();
};

describe('cdk-nag finds nothing that is not acknowledged with a reason', () => {
  const deployed = allPlans().filter(({ plan }) => plan.environment.account !== undefined);

  test.each(deployed)('$name', ({ plan }) => {
    const app = scratchApp();
    new DeploymentPipeline(new Stack(app, 'Nag', { env: { account: '111122223333', region: 'eu-west-1' } }), 'Pipeline', { plan });
    expect(inspected(app)).not.toThrow();
  });

  test('and would find what is', () => {
    const app = scratchApp();
    new Bucket(new Stack(app, 'Nag'), 'Open');
    expect(inspected(app)).toThrow(/AwsSolutions-S1/);
  });
});
