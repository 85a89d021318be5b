import { execFileSync } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import { processIo } from '../../lib/cli/io.ts';
import { UsageError } from '../../lib/errors.ts';

/** A process whose streams are terminals or pipes, and what was written to them. */
function processWith({ terminal = true, env = {} }: { terminal?: boolean; env?: Record<string, string> } = {}) {
  const written = { out: '', err: '' };
  const stream = (name: 'out' | 'err') =>
    Object.assign(
      new Writable({
        write(chunk, _, done) {
          written[name] += String(chunk);
          done();
        },
      }),
      terminal ? { isTTY: true, columns: 72, rows: 20 } : {},
    );
  const stdin = Object.assign(new PassThrough(), { isTTY: terminal });
  const fake = Object.assign(new EventEmitter(), { stdin, stdout: stream('out'), stderr: stream('err'), env });
  return { process: fake as unknown as NodeJS.Process, written, stdin };
}

describe('what a command says', () => {
  test('goes to standard output when it is a result, and to standard error when it is not', () => {
    const { process, written } = processWith();
    const io = processIo(process);
    io.out('a result');
    io.err('a remark\n');
    expect(written).toEqual({ out: 'a result\n', err: 'a remark\n' });
  });

  test('with --json leaves nothing but JSON on standard output', () => {
    const { process, written } = processWith();
    const io = processIo(process, { json: true });
    io.out(io.colours.red('a result'));
    io.json({ a: 'line\nbreak' });
    io.json([1]);
    expect(written.out).toBe('{"a":"line\\nbreak"}\n[1]\n');
    expect(written.err).toBe('a result\n');
  });

  test.each([
    ['a terminal', { terminal: true }, true],
    ['a pipe', { terminal: false }, false],
    ['a terminal with NO_COLOR', { env: { NO_COLOR: '1' } }, false],
    ['a terminal with an empty NO_COLOR, which means nothing', { env: { NO_COLOR: '' } }, true],
    ['a terminal that cannot move its cursor', { env: { TERM: 'dumb' } }, false],
  ])('in %s', (_, setting, isTerminal) => {
    const io = processIo(processWith(setting).process);
    expect(io.isTerminal).toBe(isTerminal);
    expect(io.colours.red('x') !== 'x').toBe(isTerminal);
    expect(io.errColours.red('x') !== 'x').toBe(isTerminal);
    expect(io.screen !== undefined).toBe(isTerminal);
    expect(io.prompt !== undefined).toBe(isTerminal);
  });

  test('is as wide as the terminal is at the moment, and 100 columns in a pipe', () => {
    const { process } = processWith();
    const io = processIo(process);
    expect(io.width).toBe(72);
    process.stdout.columns = 50;
    expect(io.width).toBe(50);
    expect(processIo(processWith({ terminal: false }).process).width).toBe(100);
    expect(processIo(processWith({ terminal: false }).process).tableWidth).toBe(Number.POSITIVE_INFINITY);
  });

  test('to a reader who has seen enough ends quietly, while the command goes on', () => {
    const io = join(import.meta.dirname, '../../lib/cli/io.ts');
    const script = `
      const { processIo } = await import(${JSON.stringify(io)});
      const io = processIo(process);
      for (let line = 0; line < 20000; line += 1) {
        io.out('line ' + line);
        if (line % 1000 === 0) await io.flush();
      }
      io.err('went on to its end');
    `;
    const pipe = '"$0" --input-type=module -e "$1" 2>&1 >/dev/fd/3 3>&- | cat';
    const said = execFileSync('bash', ['-c', `{ ${pipe}; } 3> >(head -n 1 >/dev/null)`, process.execPath, script], { encoding: 'utf8' });
    expect(said).toBe('went on to its end\n');
  });

  test('shows the cursor again when the process ends', () => {
    const { process, written } = processWith();
    processIo(process).screen?.showCursor(false);
    process.emit('exit', 0);
    expect(written.err).toBe('\u001b[?25l\u001b[?25h');
  });
});

describe('what a command asks', () => {
  test('is answered by the line that is typed', async () => {
    const { process, written, stdin } = processWith();
    const answer = processIo(process).prompt?.('Go on? ');
    stdin.write('yes\nmore');
    expect(await answer).toBe('yes');
    expect(written).toEqual({ out: '', err: 'Go on? ' });
  });

  test('is refused when the input ends', async () => {
    const { process, stdin } = processWith();
    const answer = processIo(process).prompt?.('Go on? ');
    stdin.end();
    await expect(answer).rejects.toThrow(UsageError);
  });

  test('is dropped when somebody else has answered meanwhile', async () => {
    const controller = new AbortController();
    const answer = processIo(processWith().process).prompt?.('Go on? ', controller.signal);
    controller.abort();
    await expect(answer).rejects.toThrow('aborted');
  });
});
