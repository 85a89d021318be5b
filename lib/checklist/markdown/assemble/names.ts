/** Gives every text a form of its own: a repeated one gets ` (2)`, ` (3)`, …. Linear in the number of texts. */
export class Numbering {
  readonly #taken = new Set<string>();
  readonly #next = new Map<string, number>();

  unique(text: string, maxLength: number): string {
    if (!this.#taken.has(text)) {
      this.#taken.add(text);
      return text;
    }
    for (let number = this.#next.get(text) ?? 2; ; number++) {
      const suffix = ` (${number})`;
      const name = `${text
        .slice(0, maxLength - suffix.length)
        .toWellFormed()
        .replaceAll('\ufffd', '')}${suffix}`;
      if (this.#taken.has(name)) continue;
      this.#next.set(text, number + 1);
      this.#taken.add(name);
      return name;
    }
  }
}

const GENERIC =
  /\b(?:deployment|production|release|checklist|check|list|guide|plan|runbook|playbook|procedures?|document|comprehensive|the|a|for|of|and|to|md)\b/g;
const SLUG_LENGTH = 40;

const slugOf = (words: string): string =>
  words
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, SLUG_LENGTH)
    .replace(/-+$/, '');

/** `Parameter Optimization Deployment Checklist` → `parameter-optimization`: the first of the texts that gives a name. */
export function checklistName(texts: readonly (string | undefined)[]): string {
  const given = texts.filter((text): text is string => text !== undefined).map((text) => text.slice(0, 200));
  const special = given.map((text) => slugOf(text.toLowerCase().replace(GENERIC, ' ')));
  return [...special, ...given.map(slugOf)].find((name) => name.length > 1) ?? 'checklist';
}

/** `docs/DEPLOYMENT_CHECKLIST.md` → `DEPLOYMENT CHECKLIST`. */
export const fileWords = (file: string): string => (file.split(/[/\\]/).at(-1) ?? '').replace(/\.[^.]*$/, '').replace(/[_-]+/g, ' ');
