/**
 * How many cases a property tries: so many by default, and times `GONOGO_PROPERTY_FACTOR` for those who want to be surer.
 * A failing case is made small only where `GONOGO_PROPERTY_SHRINK` is set: for whole machines that takes minutes.
 */
export const runs = (byDefault: number): { readonly numRuns: number; readonly endOnFailure: boolean } => ({
  numRuns: Math.max(1, Math.round(byDefault * Number(process.env.GONOGO_PROPERTY_FACTOR ?? 1))),
  endOnFailure: process.env.GONOGO_PROPERTY_SHRINK === undefined,
});
