import type { ProbeContext, ProbeResult } from '../observation.ts';
import type { CommandProbe } from '../schema.ts';

/** What a probe is given, as far as it can be sent to another process. */
export type SentContext = Omit<ProbeContext, 'signal' | 'onProcessGroup' | 'runCommand'>;

export type ToLauncher =
  | {
      readonly kind: 'run';
      readonly id: number;
      readonly probe: CommandProbe;
      readonly context: SentContext;
      readonly interrupted: boolean;
    }
  | { readonly kind: 'interrupt'; readonly id: number };

export type FromLauncher =
  | { readonly kind: 'started'; readonly id: number; readonly leader: number }
  | { readonly kind: 'ended'; readonly id: number; readonly result: ProbeResult };
