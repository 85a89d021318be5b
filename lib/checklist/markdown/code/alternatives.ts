const ALTERNATIVE =
  /^(?:or|oder|ou|o)\b(?! ?:)|\bor (?:restore|appropriate|equivalent|previous|your|use|whatever|similar)\b|^(?:或者?|または)|\bdepends on your\b/i;

/** True for a comment after which another way begins: `# OR`, `# or whatever your setup needs`. */
export const offersAlternative = (comment: string): boolean => ALTERNATIVE.test(comment);
