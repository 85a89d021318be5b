/** A state's name in Step Functions has at most 80 characters. */
export const STATE_NAME_LENGTH = 80;
const IDENTIFIER_LENGTH = 40;

/** The first so many UTF-16 units, less half a character at the cut: half of one is no valid text. */
const cut = (text: string, length: number): string => text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '');

/** Gives each text a form of its own: the first keeps it, the next get ` (2)`, ` (3)`, …; too long ones are cut. */
export class NameRegister {
  readonly #taken = new Set<string>();

  unique(wanted: string, length: number, numbered: (text: string, number: number) => string): string {
    for (let number = 1; ; number++) {
      const suffix = number === 1 ? '' : numbered('', number);
      const name = `${cut(wanted, length - suffix.length).trimEnd()}${suffix}`;
      if (!this.#taken.has(name)) {
        this.#taken.add(name);
        return name;
      }
    }
  }

  stateName(wanted: string): string {
    // Control characters are refused by the service; a name is read by people, so they become spaces.
    const clean = wanted
      .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, ' ')
      .replace(/\s+/g, ' ')
      .trim();
    const whole = clean.length > STATE_NAME_LENGTH ? `${cut(clean, STATE_NAME_LENGTH - 1).trimEnd()}…` : clean;
    return this.unique(whole, STATE_NAME_LENGTH, (_, number) => ` (${number})`);
  }

  /** `Add the order-date index` → `add_the_order_date_index`. */
  identifier(title: string): string {
    const words = title
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '_')
      .replace(/^_+|_+$/g, '');
    const start = /^[a-z]/.test(words) ? words : `s_${words}`;
    return this.unique(start.slice(0, IDENTIFIER_LENGTH).replace(/_+$/, ''), IDENTIFIER_LENGTH + 6, (_, number) => `_${number}`);
  }

  /** Takes an id that the author chose. */
  reserve(name: string): string {
    this.#taken.add(name);
    return name;
  }
}
