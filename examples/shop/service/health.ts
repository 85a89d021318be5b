import { currentRevision } from '../database/migrations.ts';
import type { Page, Release } from './release.ts';

/** Healthy means: the database answers, and its schema is new enough for this release. */
export const health =
  ({ version, needsRevision }: Release): Page =>
  async (client) => {
    const revision = await currentRevision(client);
    const healthy = revision >= needsRevision;
    const reason = healthy ? {} : { reason: `needs schema revision ${needsRevision}, the database has ${revision}` };
    return {
      status: healthy ? 200 : 503,
      body: { status: healthy ? 'healthy' : 'unhealthy', version, revision, database: 'connected', ...reason },
    };
  };
