import { handler as approve } from '../../../lambdas/approve/handler.ts';
import { handler as backup } from '../../../lambdas/backup/handler.ts';
import { handler as close } from '../../../lambdas/close/handler.ts';
import { handler as deploy } from '../../../lambdas/deploy/handler.ts';
import { handler as gate } from '../../../lambdas/gate/handler.ts';
import { handler as measure } from '../../../lambdas/measure/handler.ts';
import { handler as migrate } from '../../../lambdas/migrate/handler.ts';
import { handler as notify } from '../../../lambdas/notify/handler.ts';
import { handler as open } from '../../../lambdas/open/handler.ts';
import { handler as recover } from '../../../lambdas/recover/handler.ts';
import { handler as rollback } from '../../../lambdas/rollback/handler.ts';
import type { Handle } from '../../../lambdas/runtime/runtime.ts';
import { handler as smokeTest } from '../../../lambdas/smoke-test/handler.ts';
import { handler as validate } from '../../../lambdas/validate/handler.ts';
import type { HandlerName } from '../../pipeline/handlers.ts';

const HANDLERS = {
  open,
  backup,
  migrate,
  deploy,
  'smoke-test': smokeTest,
  validate,
  measure,
  approve,
  gate,
  rollback,
  close,
  notify,
  recover,
} as const satisfies Record<HandlerName, object>;

/** The handler that AWS would invoke. Its payload was built by the state machine for just this handler. */
export const handleOf = (name: HandlerName): Handle<unknown, unknown> => HANDLERS[name].handle as Handle<unknown, unknown>;
