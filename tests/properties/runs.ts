/**
 * How many cases a property tries: so many by default, and times `GONOGO_PROPERTY_FACTOR` for those who want to be surer.
 */
export const runs = (byDefault: number): { readonly numRuns: number } => ({
  numRuns: Math.max(1, Math.round(byDefault * Number(process.env.GONOGO_PROPERTY_FACTOR ?? 1))),
});
