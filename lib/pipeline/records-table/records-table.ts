import { AttributeType, type ITable, type ITableV2, ProjectionType, TableEncryptionV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Grant } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { SETTINGS } from '../../../lambdas/runtime/settings.ts';
import { deploymentPartition, HISTORY_INDEX, LOCK_PREFIX, TOKEN_PREFIX } from '../../deployments/keys.ts';

/** Tables of either kind. */
export type AnyTable = ITable | ITableV2 | TableV2;

export interface RecordsTableProps {
  /**
   * An existing table to use. It needs the keys `pk` and `sk`, and the index `history` on `hpk` and `hsk`, all texts.
   * @default - a new on-demand table with point-in-time recovery
   */
  readonly table?: AnyTable;
  /**
   * The key that encrypts the table's items.
   * @default - a key that AWS manages
   */
  readonly encryptionKey?: IKey;
  /**
   * What becomes of a new table when its stack is deleted. With RETAIN the table is also protected against deletion.
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;
}

const key = (name: string) => ({ name, type: AttributeType.STRING });

/** Items that a role may touch, by the beginning of their partition key. */
const RECORDS = `${deploymentPartition('')}*`;
const LOCKS = `${LOCK_PREFIX}*`;
const TOKENS = `${TOKEN_PREFIX}*`;

/**
 * The table of audit records, locks and task tokens. Each grant gives a function the rights to one kind of item, and
 * the environment variable that names the table. Nobody is granted to update a record or to delete one.
 */
export class RecordsTable extends Construct {
  readonly table: AnyTable;

  constructor(scope: Construct, id: string, props: RecordsTableProps = {}) {
    super(scope, id);
    const removalPolicy = props.removalPolicy ?? RemovalPolicy.RETAIN;
    this.table =
      props.table ??
      new TableV2(this, 'Table', {
        partitionKey: key('pk'),
        sortKey: key('sk'),
        globalSecondaryIndexes: [
          { indexName: HISTORY_INDEX, partitionKey: key('hpk'), sortKey: key('hsk'), projectionType: ProjectionType.ALL },
        ],
        encryption:
          props.encryptionKey === undefined ? TableEncryptionV2.awsManagedKey() : TableEncryptionV2.customerManagedKey(props.encryptionKey),
        pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
        deletionProtection: removalPolicy === RemovalPolicy.RETAIN,
        removalPolicy,
      });
  }

  /** May write new records, and no locks or tokens. (A record that is there is refused by the write's own condition.) */
  grantAppend(to: LambdaFunction): Grant {
    return this.#grant(to, ['dynamodb:PutItem'], RECORDS);
  }

  /** May read the records of deployments. */
  grantRead(to: LambdaFunction): Grant {
    return this.#grant(to, ['dynamodb:GetItem', 'dynamodb:Query'], RECORDS);
  }

  /** May read which deployments were opened and closed, by checklist and environment. */
  grantReadHistory(to: LambdaFunction): Grant {
    return this.#grant(to, ['dynamodb:Query'], undefined, `${this.table.tableArn}/index/${HISTORY_INDEX}`);
  }

  /** May take a lock, and see who has it. */
  grantLock(to: LambdaFunction): Grant {
    return this.#grant(to, ['dynamodb:PutItem', 'dynamodb:GetItem'], LOCKS);
  }

  /** May give a lock back: the only items that are ever deleted. */
  grantUnlock(to: LambdaFunction): Grant {
    return this.#grant(to, ['dynamodb:DeleteItem'], LOCKS);
  }

  /** May put away the task token that an approval is answered with. */
  grantKeepToken(to: LambdaFunction): Grant {
    return this.#grant(to, ['dynamodb:PutItem'], TOKENS);
  }

  #grant(to: LambdaFunction, actions: readonly string[], partitions?: string, resource: string = this.table.tableArn): Grant {
    to.addEnvironment(SETTINGS.table, this.table.tableName);
    this.table.encryptionKey?.grantEncryptDecrypt(to);
    return Grant.addToPrincipal({
      grantee: to,
      actions: [...actions],
      resourceArns: [resource],
      ...(partitions === undefined ? {} : { conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [partitions] } } }),
    });
  }
}
