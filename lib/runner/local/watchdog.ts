import { type ChildProcess, spawn } from 'node:child_process';

/**
 * Keeps the leaders of process groups that are at work, one a line: `+ 123` begins, `- 123` has ended. When its input ends
 * it kills what is left: its input ends when the run has closed it, or when the run has died, however it died.
 */
const SCRIPT = `
working=' '
while read -r sign leader; do
  case $sign in
    +) working="$working$leader " ;;
    -) working="\${working%% $leader *} \${working#* $leader }" ;;
  esac
done
for leader in $working; do kill -s KILL -- "-$leader" 2>/dev/null; done
`;

/** Sees to it that no command outlives its run: a recovery would undo what is still being done. */
export interface Watchdog {
  /** Watches a process group until the function that it returns is called. */
  readonly watch: (leader: number) => () => void;
  close(): void;
}

/** The process that watches starts with the first command. */
export function createWatchdog(): Watchdog {
  let watcher: ChildProcess | undefined;
  const start = (): ChildProcess => {
    // In a session of its own, so that what ends the run by its terminal or its group does not end the watcher first.
    const child = spawn('/bin/sh', ['-c', SCRIPT], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
    child.on('error', () => {});
    child.stdin?.on('error', () => {});
    child.unref();
    (child.stdin as { unref?: () => void } | null)?.unref?.();
    return child;
  };
  const tell = (sign: '+' | '-', leader: number): void => {
    watcher ??= start();
    watcher.stdin?.write(`${sign} ${leader}\n`);
  };
  return {
    watch(leader) {
      tell('+', leader);
      return () => tell('-', leader);
    },
    close: () => watcher?.stdin?.end(),
  };
}
