import type { Plugin } from 'esbuild';

const NAMESPACE = 'quick-string-width';

const QUICK = `
const PLAIN = /^[ -~]*$/;
let measure;
export default (text, options) =>
  PLAIN.test(text) ? text.length : (measure ??= require('string-width').default)(text, options);
`;

/** The package's patterns take 20 ms to compile. Most text is plain, and as wide as it is long. */
export const stringWidth: Plugin = {
  name: 'string-width',
  setup(build) {
    build.onResolve({ filter: /^string-width$/ }, ({ path, namespace, resolveDir }) =>
      namespace === NAMESPACE ? undefined : { path, namespace: NAMESPACE, pluginData: resolveDir },
    );
    build.onLoad({ filter: /.*/, namespace: NAMESPACE }, ({ pluginData }) => ({
      contents: QUICK,
      loader: 'js',
      resolveDir: pluginData as string,
    }));
  },
};
