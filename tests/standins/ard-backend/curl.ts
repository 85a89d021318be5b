/** `curl --silent … --write-out FORMAT URL`, with its `%{http_code}` and `%{time_total}`. */
const words = process.argv.slice(2);
const format = words[words.indexOf('--write-out') + 1] ?? '';
const start = performance.now();
const { status } = await fetch(words.at(-1) ?? '');
const seconds = ((performance.now() - start) / 1_000).toFixed(6);
process.stdout.write(format.replace('%{http_code}', String(status)).replace('%{time_total}', seconds));
