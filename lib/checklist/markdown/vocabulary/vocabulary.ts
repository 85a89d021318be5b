/** What a heading or a label says of what stands under it. */
export const SENSES = [
  'after-rollback',
  'triggers',
  'rollback',
  'troubleshooting',
  'decision',
  'contacts',
  'information',
  'communication',
  'sign-off',
  'smoke',
  'backup',
  'migrate',
  'monitor',
  'check',
  'metrics',
  'prerequisite',
  'deploy',
] as const;
export type Sense = (typeof SENSES)[number];

/** Words that say something else than what a section is about. */
export const HINTS = [
  'before',
  'ready',
  'recurring',
  'and',
  'expected',
  'generic-label',
  'first',
  'within',
  'after',
  'hour',
  'day',
  'week',
  'month',
  'minute',
] as const;
export type Hint = (typeof HINTS)[number];

/** The words of one language. Each is the source of a regular expression; letters may not touch it on either side. */
export type Vocabulary = { readonly [K in Sense | Hint]?: readonly string[] };
