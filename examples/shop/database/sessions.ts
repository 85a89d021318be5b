import { createServer, type Server, type Socket } from 'node:net';
import { fatal, REFUSE_ENCRYPTION, readBatch, readOpening } from './messages.ts';

/** The one session that the database engine has. */
export interface Engine {
  run(messages: Uint8Array, answer: (bytes: Uint8Array) => void): Promise<void>;
  isInTransaction(): boolean;
  /** Leaves nothing of a session behind: settings, prepared statements, an open transaction. */
  reset(): Promise<void>;
}

export interface SessionLimits {
  /** How long the one who has the database may be silent while others wait. */
  readonly idleMs: number;
  /** How long it may be silent inside a transaction. */
  readonly idleInTransactionMs: number;
}

interface Session {
  readonly socket: Socket;
  received: Buffer;
  startup: Buffer | undefined;
  open: boolean;
  busy: boolean;
  quietSince: number;
}

const DEFAULT_LIMITS: SessionLimits = { idleMs: 1_000, idleInTransactionMs: 10_000 };

/**
 * Serves an engine that knows one session to any number of clients: each connection has the engine for itself until it ends,
 * the others wait in the order they came. So transactions, settings and prepared statements never mix.
 */
export function serveSessions(ready: Promise<Engine>, limits: SessionLimits = DEFAULT_LIMITS): Server {
  const waiting: Session[] = [];
  let current: Session | undefined;

  const next = (): void => {
    if (current !== undefined) return;
    current = waiting.shift();
    if (current === undefined) return;
    current.quietSince = performance.now();
    void advance(current);
  };

  /** Runs what the session has sent; then it is quiet, or it has ended. One at a time: `busy` keeps a second caller out. */
  const advance = async (session: Session): Promise<void> => {
    if (session.busy) return;
    session.busy = true;
    const engine = await ready;
    const answer = (bytes: Uint8Array): void => {
      if (session.socket.writable) session.socket.write(Buffer.from(bytes));
    };
    try {
      if (session.startup !== undefined) {
        const { startup } = session;
        session.startup = undefined;
        await engine.run(startup, answer);
      }
      for (;;) {
        const { messages, rest, ended } = readBatch(session.received);
        session.received = rest;
        if (ended) session.open = false;
        if (messages.length === 0) break;
        await engine.run(messages, answer);
      }
    } catch (error) {
      session.open = false;
      answer(fatal('08P01', error instanceof Error ? error.message : String(error)));
    }
    if (session.open) {
      session.quietSince = performance.now();
      session.busy = false;
      return;
    }
    await engine.reset();
    session.socket.end();
    current = undefined;
    next();
  };

  const close = (session: Session): void => {
    session.open = false;
    const place = waiting.indexOf(session);
    if (place !== -1) waiting.splice(place, 1);
    if (session === current) void advance(session);
  };

  const receive = (session: Session, chunk: Buffer): void => {
    session.received = session.received.length === 0 ? chunk : Buffer.concat([session.received, chunk]);
    if (session === current) {
      void advance(session);
      return;
    }
    while (session.startup === undefined) {
      const opening = readOpening(session.received);
      if (opening.kind === 'incomplete') return;
      session.received = opening.rest;
      if (opening.kind === 'encryption') session.socket.write(REFUSE_ENCRYPTION);
      else if (opening.kind === 'cancel') {
        session.socket.end();
        return;
      } else {
        session.startup = opening.packet;
        waiting.push(session);
        next();
      }
    }
  };

  const evictSilent = async (): Promise<void> => {
    const session = current;
    if (session === undefined || session.busy) return;
    const silentMs = performance.now() - session.quietSince;
    const inTransaction = (await ready).isInTransaction();
    if (inTransaction ? silentMs < limits.idleInTransactionMs : silentMs < limits.idleMs || waiting.length === 0) return;
    const [code, kind] = inTransaction ? ['25P03', 'idle-in-transaction'] : ['57P05', 'idle-session'];
    session.socket.end(fatal(code, `terminating connection due to ${kind} timeout: others wait`));
    close(session);
  };

  const server = createServer({ noDelay: true }, (socket) => {
    const session: Session = { socket, received: Buffer.alloc(0), startup: undefined, open: true, busy: false, quietSince: 0 };
    socket.on('data', (chunk: Buffer) => {
      try {
        receive(session, chunk);
      } catch {
        socket.destroy();
      }
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => close(session));
  });
  const watch = setInterval(() => void evictSilent(), 100);
  server.on('close', () => clearInterval(watch));
  return server;
}
