import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, type DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { deploymentPartition, HISTORY_INDEX, lockKey, recordKey, tokenKey } from './keys.ts';
import type { AuditRecord, ClosedRecord, OpenedRecord } from './records.ts';
import type { StoredRecord } from './seal.ts';

/** Who holds an environment, and since when. */
export interface Lock {
  readonly deployment: string;
  readonly holder: string;
  /** ISO 8601. */
  readonly since: string;
}

/** What a person's answer needs to find the waiting execution. The token never leaves the table. */
export interface PendingApproval {
  readonly token: string;
  readonly expiresAt: string;
}

/** The table of records, locks and task tokens. The same code on AWS and on the embedded DynamoDB. */
export interface DeploymentStore {
  /** Writes a fact. False when the same fact is there already: it is never overwritten. */
  append(record: AuditRecord): Promise<boolean>;
  /** One fact by its key, read consistently. */
  find<K extends AuditRecord['kind']>(like: Extract<AuditRecord, { kind: K }>): Promise<Extract<AuditRecord, { kind: K }> | undefined>;
  /** All records of a deployment, in key order, read consistently. */
  records(deployment: string): Promise<readonly AuditRecord[]>;
  /** The same as they are stored, for the seal. */
  stored(deployment: string): Promise<readonly StoredRecord[]>;
  /** Values that steps have captured so far. */
  captured(deployment: string): Promise<Readonly<Record<string, string>>>;
  /** Takes the lock, or tells who has it. Taking it again for the same deployment is fine. */
  lock(checklist: string, environment: string, lock: Lock): Promise<Lock | undefined>;
  holder(checklist: string, environment: string): Promise<Lock | undefined>;
  /** Gives the lock back; nothing happens when the deployment does not hold it. */
  unlock(checklist: string, environment: string, deployment: string): Promise<void>;
  /** Each delivery of a question brings a token of its own, and the last one is the one that waits. */
  keepToken(deployment: string, step: string, pending: PendingApproval): Promise<void>;
  token(deployment: string, step: string): Promise<PendingApproval | undefined>;
  /** Opened and closed records, newest first. */
  history(filter: { readonly checklist?: string; readonly environment?: string }): Promise<readonly (OpenedRecord | ClosedRecord)[]>;
}

const isConditionFailure = (error: unknown): boolean =>
  error instanceof ConditionalCheckFailedException || (error as { name?: unknown } | null)?.name === 'ConditionalCheckFailedException';

const historyKeys = (record: AuditRecord): object =>
  record.kind === 'opened' || record.kind === 'closed'
    ? {
        hpk: record.checklist,
        hsk: `${record.environment}#${record.kind === 'opened' ? record.at : record.openedAt}#${record.deployment}#${record.kind}`,
      }
    : {};

/** Table keys are not part of the fact. */
function factOf(item: Readonly<Record<string, unknown>>): AuditRecord {
  const { pk: _pk, sk: _sk, hpk: _hpk, hsk: _hsk, ...fact } = item;
  return fact as unknown as AuditRecord;
}

/** A store on one table. `onAppend` hears of every fact once it is written. */
export function createStore(
  client: DynamoDBDocumentClient,
  table: string,
  onAppend: (record: AuditRecord) => void = () => {},
): DeploymentStore {
  async function put(item: Record<string, unknown>, condition: string, values?: Record<string, unknown>): Promise<boolean> {
    try {
      await client.send(
        new PutCommand({
          TableName: table,
          Item: item,
          ConditionExpression: condition,
          ...(values === undefined ? {} : { ExpressionAttributeValues: values }),
        }),
      );
      return true;
    } catch (error) {
      if (isConditionFailure(error)) return false;
      throw error;
    }
  }

  async function get(key: { pk: string; sk: string }): Promise<Record<string, unknown> | undefined> {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }));
    return Item;
  }

  async function all(deployment: string, prefix?: string): Promise<StoredRecord[]> {
    const items: StoredRecord[] = [];
    let from: Record<string, unknown> | undefined;
    do {
      const page = await client.send(
        new QueryCommand({
          TableName: table,
          ConsistentRead: true,
          KeyConditionExpression: prefix === undefined ? 'pk = :pk' : 'pk = :pk AND begins_with(sk, :prefix)',
          ExpressionAttributeValues: { ':pk': deploymentPartition(deployment), ...(prefix === undefined ? {} : { ':prefix': prefix }) },
          ...(from === undefined ? {} : { ExclusiveStartKey: from }),
        }),
      );
      items.push(...((page.Items ?? []) as StoredRecord[]));
      from = page.LastEvaluatedKey;
    } while (from !== undefined);
    return items;
  }

  return {
    async append(record) {
      const written = await put(
        { pk: deploymentPartition(record.deployment), sk: recordKey(record), ...historyKeys(record), ...record },
        'attribute_not_exists(pk)',
      );
      if (written) onAppend(record);
      return written;
    },
    async find(like) {
      const item = await get({ pk: deploymentPartition(like.deployment), sk: recordKey(like) });
      return item === undefined ? undefined : (factOf(item) as typeof like);
    },
    async records(deployment) {
      return (await all(deployment)).map(factOf);
    },
    stored: all,
    async captured(deployment) {
      const records = (await all(deployment, '0#captured#')).map(factOf);
      const inOrder = records.toSorted((a, b) => (a.at < b.at ? -1 : 1));
      return Object.fromEntries(inOrder.flatMap((record) => (record.kind === 'captured' ? [[record.name, record.value]] : [])));
    },
    async lock(checklist, environment, lock) {
      const key = lockKey(checklist, environment);
      const taken = await put({ ...key, ...lock }, 'attribute_not_exists(pk) OR deployment = :mine', { ':mine': lock.deployment });
      return taken ? undefined : (((await get(key)) as Lock | undefined) ?? { deployment: 'unknown', holder: 'unknown', since: 'unknown' });
    },
    async holder(checklist, environment) {
      return (await get(lockKey(checklist, environment))) as Lock | undefined;
    },
    async unlock(checklist, environment, deployment) {
      try {
        await client.send(
          new DeleteCommand({
            TableName: table,
            Key: lockKey(checklist, environment),
            ConditionExpression: 'deployment = :mine',
            ExpressionAttributeValues: { ':mine': deployment },
          }),
        );
      } catch (error) {
        if (!isConditionFailure(error)) throw error;
      }
    },
    async keepToken(deployment, step, pending) {
      await client.send(new PutCommand({ TableName: table, Item: { ...tokenKey(deployment, step), ...pending } }));
    },
    async token(deployment, step) {
      return (await get(tokenKey(deployment, step))) as PendingApproval | undefined;
    },
    async history({ checklist, environment }) {
      const records: (OpenedRecord | ClosedRecord)[] = [];
      let from: Record<string, unknown> | undefined;
      do {
        const position = from === undefined ? {} : { ExclusiveStartKey: from };
        const page =
          checklist === undefined
            ? await client.send(new ScanCommand({ TableName: table, IndexName: HISTORY_INDEX, ...position }))
            : await client.send(
                new QueryCommand({
                  TableName: table,
                  IndexName: HISTORY_INDEX,
                  KeyConditionExpression:
                    environment === undefined ? 'hpk = :checklist' : 'hpk = :checklist AND begins_with(hsk, :environment)',
                  ExpressionAttributeValues: {
                    ':checklist': checklist,
                    ...(environment === undefined ? {} : { ':environment': `${environment}#` }),
                  },
                  ...position,
                }),
              );
        for (const item of page.Items ?? []) {
          const fact = factOf(item);
          if ((fact.kind === 'opened' || fact.kind === 'closed') && (environment === undefined || fact.environment === environment))
            records.push(fact);
        }
        from = page.LastEvaluatedKey;
      } while (from !== undefined);
      return records.toSorted((a, b) => (a.at < b.at ? 1 : -1));
    },
  };
}
