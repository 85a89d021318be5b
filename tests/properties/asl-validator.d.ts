declare module 'asl-validator' {
  /** Validates a state machine definition in Amazon States Language. */
  export default function aslValidator(
    definition: object,
    options?: { readonly checkPaths?: boolean; readonly checkArn?: boolean },
  ): { readonly isValid: boolean; readonly errors: readonly Record<string, unknown>[] };
}
