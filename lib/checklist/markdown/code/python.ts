/** What Python code shows of itself. */
export interface PythonLook {
  /** It evidently changes files, data or processes. */
  readonly writes: boolean;
  /** It ends with an error when something is wrong: asserts, raises, exits with a code. */
  readonly asserts: boolean;
  /** It imports something, which fails when that is not there. */
  readonly imports: boolean;
  /** It defines things but does nothing. */
  readonly onlyDefines: boolean;
  readonly endless: boolean;
}

const WRITES =
  /\bopen\([^)\n]*['"][rb+]*[wax][bt+]*['"]|\.(?:write|write_text|write_bytes|writelines|mkdir|touch|unlink|rmdir|rename|chmod|symlink_to|commit|save|to_csv|to_json|to_sql|to_parquet|execute|executemany|insert|delete|drop|upload\w*|put|post|patch|publish|send\w*|terminate|kill|register\w*)\(|\bos\.(?:remove|unlink|mkdir|makedirs|rename|replace|rmdir|system|popen|kill|chmod|chown|environ\[[^\]]*\]\s*=)|\bshutil\.|\bsubprocess\b|\bjson\.dump\(|\bpickle\.dump\(|\bsetattr\(|\binput\(|\burlretrieve\(|(?<![\w'"])(?:\w+\.)*(?:migrate|deploy|upgrade|install|delete|drop|reset|seed|init_db|initiali[sz]e)\w*\(|\b(?:create_all|create_tables|bulk_create|get_or_create|flush\w*|truncate|purge|clear)\(/;
const ASSERTS =
  /^\s*assert\b|^\s*raise\b|\bsys\.exit\(\s*(?!0\s*\))|(?<![\w.])exit\(\s*(?!0\s*\))|\bunittest\b|\bpytest\b|(?<=;|^)\s*assert /m;
const DEFINES = /^(?:def|class|async def|import|from|@|#|\s|"""|'''|\)|\]|\}|$)/;

export function lookAtPython(code: string): PythonLook {
  const lines = code.split('\n');
  // A definition reaches over its indented lines; what is left at the margin is done.
  const done = lines.filter((line) => !DEFINES.test(line) && line.trim() !== '');
  const imports = lines.some((line) => /^\s*(?:import|from)\s+\w/.test(line)) || /(?:^|;)\s*(?:import|from)\s+\w/.test(code);
  return {
    writes: WRITES.test(code),
    asserts: ASSERTS.test(code),
    imports,
    onlyDefines: done.length === 0 && /^(?:def|class|async def)\b/m.test(code),
    endless: /\bwhile\s+(?:True|1)\b/.test(code),
  };
}
