#!/usr/bin/env node
import { keepCompiled } from '../lib/compile-cache.ts';

const NODE = 24;

// Said here, because an older Node cannot load what says everything else.
if (Number.parseInt(process.versions.node, 10) < NODE) {
  process.stderr.write(
    `gonogo needs Node.js ${NODE} or newer and was started with ${process.versions.node}: install it from https://nodejs.org\n`,
  );
  process.exitCode = 2;
} else {
  keepCompiled();
  const { main } = await import('../lib/cli/main.ts');
  process.exitCode = await main(process);
}
