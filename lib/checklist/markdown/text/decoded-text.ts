/** The text of a document, ready to be read line by line. */
export interface DecodedText {
  /** Lines end in `\n`; no control characters but tab; well-formed. Line n of the file is line n here. */
  readonly text: string;
  /** What was wrong with the encoding, in words for the report. */
  readonly remarks: readonly string[];
}
