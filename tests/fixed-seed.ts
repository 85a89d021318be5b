import fc from 'fast-check';

/** Generated cases are the same in every run, so that a red build is red for everybody. `GONOGO_PROPERTY_SEED` tries others. */
fc.configureGlobal({ seed: Number(process.env.GONOGO_PROPERTY_SEED ?? 20_261_121) });
