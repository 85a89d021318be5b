import { describe, expect, test } from '@jest/globals';
import { namesInShell, readsNames } from '../../lib/checklist/shell-names.ts';

describe('the names that shell text needs from outside', () => {
  test.each([
    [`echo $A "$B" "\${C}" \${D%.gz} \${#E} \${F[0]}`, ['A', 'B', 'C', 'D', 'E', 'F']],
    ["echo '$A' \"it's $B\" '$C'", ['B']],
    ['echo \\$A "\\$B" \\\\$C', ['C']],
    ['# $A\necho x#$B # $C', ['B']],
    [`echo \${A:-x} \${B-x} \${C:=x} \${D:?needed} \${E+x}`, []],
    ['A=1; export B=2; echo $A $B $C', ['C']],
    ['for A in 1 2; do read -r B C; echo $A $B $C; done', []],
    ['cat <<EOF\n$A\nEOF\ncat <<"END"\n$B\nEND\necho $C', ['A', 'C']],
    ['echo $HOME $PATH $1 $? $$ $@ $lower $LC_ALL $PGHOST', []],
    ['echo $$A', []],
    ["unclosed ' $A", []],
    ['', []],
  ])('%p: %p', (text, expected) => {
    expect(namesInShell(text)).toEqual(expected);
  });

  test('are only looked for in shells', () => {
    expect(['bash', 'sh', '/bin/dash', '/usr/bin/zsh'].every(readsNames)).toBe(true);
    expect(['python3', 'pwsh', 'node', '/usr/bin/fish'].some(readsNames)).toBe(false);
  });
});
