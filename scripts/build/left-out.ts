import type { Plugin } from 'esbuild';

const NAMESPACE = 'left-out';

/** What is imported but never used on this machine: [package, the only importer that does without it]. */
const UNUSED: readonly (readonly [name: RegExp, importer: RegExp])[] = [
  // The interpreter invokes real functions only for tasks without a local handler, and every task has one.
  [/^@aws-sdk\/(client-lambda|credential-providers)$/, /\/aws-local-stepfunctions\//],
  // Definitions are validated in tests and on AWS: 150 ms for each.
  [/^asl-validator$/, /\/aws-local-stepfunctions\//],
  // Messages in fifty languages. English is the default and is imported by itself.
  [/^\.\.\/locales\/index\.js$/, /\/zod\/v4\//],
];

const STUB = `
export default function leftOut() {
  throw new Error('this part was left out of the build: it is not needed on this machine');
}
export { leftOut as LambdaClient, leftOut as InvokeCommand, leftOut as fromCognitoIdentityPool };
`;

/** The parts of the CDK that a definition is made of. Its services load each other only when they are used. */
const CDK_PARTS = /^(core|cx-api|cloud-assembly-schema|aws-(iam|lambda|stepfunctions|stepfunctions-tasks))$/;
const CDK_PART = /\/aws-cdk-lib\/([a-z0-9-]+)$/;

/** Leaves out what would be loaded, or read through, for nothing. */
export const leftOut: Plugin = {
  name: 'left-out',
  setup(build) {
    build.onResolve({ filter: /^[@.a-z]/ }, ({ path, importer }) =>
      UNUSED.some(([name, from]) => name.test(path) && from.test(importer))
        ? { path, namespace: NAMESPACE, sideEffects: false }
        : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: NAMESPACE }, () => ({ contents: STUB, loader: 'js' }));

    // A service that is needed after all is found in node_modules.
    build.onResolve({ filter: /^\.\.?\// }, ({ path, importer, resolveDir }) => {
      if (!importer.includes('/node_modules/aws-cdk-lib/')) return undefined;
      const part = CDK_PART.exec(new URL(path, `file://${resolveDir}/`).pathname)?.[1];
      return part === undefined || CDK_PARTS.test(part) ? undefined : { path: `aws-cdk-lib/${part}`, external: true };
    });
  },
};
