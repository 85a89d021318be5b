/** What a person is told: what happened, what was expected, what to do next. Its exit code says which kind it is. */
export class GonogoError extends Error {
  override readonly name: string = 'GonogoError';
  /** See the exit codes in docs/operations.md. */
  readonly exitCode: 1 | 2 | 3 | 4 | 5 | 6;

  constructor(message: string, exitCode: GonogoError['exitCode'], options?: ErrorOptions) {
    super(message, options);
    this.exitCode = exitCode;
  }
}

/** Wrong words on the command line, or a checklist that cannot be used. */
export class UsageError extends GonogoError {
  override readonly name = 'UsageError';
  constructor(message: string, options?: ErrorOptions) {
    super(message, 2, options);
  }
}

/** It could not be decided: infrastructure, timeout, abort. */
export class InfrastructureError extends GonogoError {
  override readonly name = 'InfrastructureError';
  constructor(message: string, options?: ErrorOptions) {
    super(message, 5, options);
  }
}

/** The deployment may not start: locked, frozen, or not yet promoted. */
export class RefusedError extends GonogoError {
  override readonly name = 'RefusedError';
  constructor(message: string, options?: ErrorOptions) {
    super(message, 6, options);
  }
}
