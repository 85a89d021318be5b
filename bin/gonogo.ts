#!/usr/bin/env node
import { enableCompileCache } from 'node:module';

enableCompileCache();
const { main } = await import('../lib/cli/main.ts');
process.exitCode = await main(process);
