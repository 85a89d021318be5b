import type { SecretReference } from '../../lib/checklist/schema/environment.ts';
import type { Purpose } from '../../lib/deployments/records.ts';
import type { DeploymentStore } from '../../lib/deployments/store.ts';
import type { PlannedStep } from '../../lib/plan/model.ts';
import type { ProbeContext } from '../../lib/probes/observation.ts';

/** What is sent to a topic. */
export interface Message {
  readonly event: string;
  readonly subject: string;
  readonly text: string;
  readonly to: readonly string[];
}

/** Everything a handler may touch. On AWS it is made from the function's environment; a local run makes its own. */
export interface Runtime {
  readonly store: DeploymentStore;
  readonly publish: (message: Message) => Promise<void>;
  /** Throws when the secret is not there: a missing setting is an error, never an empty text. */
  readonly resolveSecret: (reference: SecretReference) => Promise<string>;
  readonly now: () => Date;
  readonly log: {
    info(message: string, fields: Record<string, string>): void;
    error(message: string, fields: Record<string, string>): void;
  };
  /** What a command inherits besides the step's own values. */
  readonly inheritedEnvironment: Readonly<Record<string, string>>;
  /** What a relative working directory starts from. */
  readonly baseDirectory: string;
  /** Where the backups of a deployment are kept; made when it is not there. */
  readonly backupDirectory: (deployment: string) => Promise<string>;
  /** Aborts when the person who runs the deployment interrupts it. Undos do not listen to it. */
  readonly interrupted: AbortSignal;
  readonly runCommand?: ProbeContext['runCommand'];
  /** Hears that a step or an undo begins. Decides nothing. */
  readonly onStart: (what: {
    readonly step: Pick<PlannedStep, 'id' | 'title' | 'verb' | 'phase'>;
    readonly purpose: Purpose | 'undo';
    readonly deployment: string;
  }) => void;
}

/** A handler without its surroundings: AWS and the local runner call the same one. */
export type Handle<Event, Result> = (event: Event, runtime: Runtime) => Promise<Result>;
