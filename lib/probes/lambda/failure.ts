/** Why a function could not be invoked, and what to do about it. */
export function explainInvokeFailure(error: unknown, name: string): string {
  const { name: kind = '', message = String(error) } = error as Error;
  return KNOWN[kind]?.(name) ?? otherFailure(kind, message, name);
}

const KNOWN: Readonly<Record<string, (name: string) => string>> = {
  ResourceNotFoundException: (name) => `there is no function ${name} in this account and region: check the name`,
  AccessDeniedException: (name) => `this role may not invoke ${name}: allow lambda:InvokeFunction on it`,
  TooManyRequestsException: (name) => `${name} is throttled: raise its concurrency, or retry later`,
  CredentialsProviderError: () => 'there are no AWS credentials: set AWS_PROFILE, or log in',
  ExpiredTokenException: () => 'the AWS credentials have expired: log in again',
  UnrecognizedClientException: () => 'the AWS credentials are not valid: log in again',
  RequestTooLargeException: (name) => `the payload for ${name} is too large`,
};

function otherFailure(kind: string, message: string, name: string): string {
  if (message.includes('Region is missing')) return 'the AWS region is not set: set AWS_REGION';
  return `${name} could not be invoked: ${message}${kind === '' || kind === 'Error' || message.includes(kind) ? '' : ` (${kind})`}`;
}
