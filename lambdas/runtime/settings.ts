/** The names of the functions' environment variables. The constructs set them and the handlers read them. */
export const SETTINGS = { table: 'GONOGO_TABLE', topic: 'GONOGO_TOPIC_ARN' } as const;

/** A setting that must be there. */
export function setting(environment: Readonly<Record<string, string | undefined>>, name: string): string {
  const value = environment[name];
  if (value === undefined || value === '') throw new Error(`the function's environment variable ${name} is not set`);
  return value;
}
