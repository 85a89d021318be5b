/** Text with one passage replaced. Throws when the passage is not there any more: the package has changed. */
export function replaced(text: string, passage: string, replacement: string): string {
  if (!text.includes(passage)) throw new Error(`a package has changed: there is no ${passage} in it any more`);
  return text.replace(passage, replacement);
}
