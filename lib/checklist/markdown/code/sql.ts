/** One statement of SQL, with the comments that stand before it. */
export interface Statement {
  /** From 0, within the text. */
  readonly line: number;
  readonly text: string;
  readonly comments: readonly string[];
}

const TOKEN =
  /--([^\n]*)|\/\*[\s\S]*?(?:\*\/|$)|'[^']*(?:''[^']*)*(?:'|$)|"[^"]*(?:"|$)|\$(\w*)\$[\s\S]*?(?:\$\2\$|$)|;|[^-/'"$;]+|[\s\S]/g;

/** Splits SQL into its statements. */
export function statementsOf(sql: string): Statement[] {
  const statements: Statement[] = [];
  let [text, comments, line, start]: [string, string[], number, number] = ['', [], 0, 0];
  const end = (): void => {
    if (text.trim() !== '') statements.push({ line: start, text: text.trim(), comments });
    [text, comments] = ['', []];
  };
  for (const [piece, comment] of sql.matchAll(TOKEN)) {
    if (comment !== undefined) {
      // A comment at the end of a statement's last line is about that statement.
      const last = statements.at(-1);
      const sameLine = last !== undefined && text.trim() === '' && !text.includes('\n');
      if (sameLine) statements[statements.length - 1] = { ...last, comments: [...last.comments, comment.trim()] };
      else comments.push(comment.trim());
    } else if (piece === ';') end();
    else {
      if (text.trim() === '' && piece.trim() !== '') start = line + (/^\s*/.exec(piece)?.[0].split('\n').length ?? 1) - 1;
      text += piece;
    }
    line += piece.split('\n').length - 1;
  }
  end();
  return statements;
}

const READS =
  /^\s*(?:\(\s*)*(?:select|show|table|values|with|explain(?:\s*\([^)]*\)|\s+analy[sz]e|\s+verbose)*\s+(?:select|with|table))\b/i;
const WRITES =
  /\b(?:insert\s+into|update\s+\S+\s+set|delete\s+from|merge\s+into|truncate|drop|alter|create|grant|revoke|vacuum|reindex|refresh|copy|into\s+(?:outfile|temp|table)|for\s+update|nextval|setval|pg_terminate_backend|pg_cancel_backend)\b/i;

/** Whether a text is statements that only read. */
export function isReadingStatement(sql: string): boolean {
  const statements = statementsOf(sql);
  return statements.length > 0 && statements.every(({ text }) => READS.test(text) && !WRITES.test(text));
}
