import { Validations } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';

/** Says why a finding of cdk-nag is as it should be, on the construct that it is about and nowhere else. */
export const acknowledge = (construct: IConstruct, id: string, reason: string): void =>
  Validations.of(construct).acknowledge({ id, reason });

/** X-Ray and the log delivery service know no resources, so their actions are allowed on `*`. */
export const acknowledgeNoResources = (construct: IConstruct, what: string): void =>
  acknowledge(construct, 'AwsSolutions-IAM5[Resource::*]', `${what} have no resource level permissions`);
