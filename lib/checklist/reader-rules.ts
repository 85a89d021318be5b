/** What the reader itself refuses, before any rule looks at the checklist. */
export const READER_RULES = {
  yaml: 'The file must be one document of YAML 1.2: no repeated keys, no tabs as indentation, every alias after its anchor.',
  'yaml-limits': 'A checklist may be nested at most 64 levels deep and come to at most 500,000 values once its aliases are written out.',
  'unknown-key':
    'Only the keys of this page may be written, each where it belongs. A misspelt key would otherwise be ignored without a word.',
  'missing-key': 'A key that must be there is not.',
  'wrong-type':
    'A value is of another kind than the key takes: a number where text is expected, a list where a map is. YAML reads `1.10`, `012` and `111122223333` as numbers; text that looks like one needs quotes.',
  'wrong-value': 'A value is of the right kind but not one that the key takes.',
  verb: 'Every step has exactly one verb, whose value is its title.',
  probe: 'Every check and action says in exactly one way how it looks or acts.',
} as const;

export type ReaderRule = keyof typeof READER_RULES;
