import type { Client } from 'pg';

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** A page of the shop: looks into the database, answers JSON. */
export type Page = (client: Client, query: URLSearchParams) => Promise<Answer>;

/** What tells one release from another. */
export interface Release {
  readonly version: string;
  /** The schema revision that it cannot do without. */
  readonly needsRevision: number;
  readonly pages: Readonly<Record<string, Page>>;
}
