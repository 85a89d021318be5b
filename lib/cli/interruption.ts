/** Ctrl-C and its kin. The first asks for a clean end; what `second` does is up to the caller. */
export function onInterruption(
  process: Pick<NodeJS.Process, 'on' | 'off'>,
  first: () => void,
  second: () => void,
): { readonly signal: AbortSignal; stop(): void } {
  const controller = new AbortController();
  const listener = (): void => {
    const isSecond = controller.signal.aborted;
    controller.abort();
    (isSecond ? second : first)();
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, listener);
  return {
    signal: controller.signal,
    stop() {
      for (const signal of signals) process.off(signal, listener);
    },
  };
}
