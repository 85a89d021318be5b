/** Compares by code unit, so that ISO times and keys sort alike on every machine. Equal ones keep their order. */
export const byText =
  <T>(textOf: (each: T) => string) =>
  (left: T, right: T): number => {
    const [a, b] = [textOf(left), textOf(right)];
    return a < b ? -1 : a > b ? 1 : 0;
  };
