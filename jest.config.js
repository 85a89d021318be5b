/** Tests run as ES modules, as the product does; `npm test` starts node with --experimental-vm-modules. */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/tests'],
  testMatch: ['**/*.test.ts'],
  // Those need an AWS endpoint: `npm run test:aws`, with AWS_ENDPOINT_URL set.
  testPathIgnorePatterns: ['/node_modules/', ...(process.env.AWS_ENDPOINT_URL === undefined ? ['<rootDir>/tests/aws/'] : [])],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2024', parser: { syntax: 'typescript' } }, module: { type: 'es6' } }] },
  // Most tests wait for processes of their own: one worker for each core.
  maxWorkers: '100%',
  setupFiles: ['<rootDir>/tests/fixed-seed.ts'],
  testTimeout: 60_000,
};
