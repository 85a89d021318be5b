declare module 'dynalite' {
  import type { Server } from 'node:http';
  /** An embedded DynamoDB. `path` is a LevelDB directory; a table is ready after `createTableMs`. */
  export default function dynalite(options: { path?: string; createTableMs?: number }): Server;
}
