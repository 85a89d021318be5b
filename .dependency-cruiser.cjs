const PROBE_SCHEMAS = ['^lib/probes/schema\\.ts$', '^lib/probes/[^/]+/schema\\.ts$'];
const PROBE_RUNS = ['^lib/probes/run\\.ts$', '^lib/probes/[^/]+/run\\.ts$'];

/**
 * The architecture, as rules that fail the build. Each says why it is there.
 *
 *     probes/<kind>/schema ◀ checklist ◀ plan ◀ pipeline ◀ bin/app
 *     deployments ◀ lambdas, runner, report       probes/<kind>/run ◀ lambdas
 *
 * @type {import('dependency-cruiser').IConfiguration}
 */
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'Modules that need each other cannot be read, tested or moved one at a time.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment: 'A module that nothing imports is dead, or a wire is missing. Entry points and configuration are where imports begin.',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: [
          '^bin/',
          '^lib/index\\.ts$',
          '^lambdas/[^/]+/handler\\.ts$',
          '^(scripts|bench|examples|tests)/',
          '^jest\\.config\\.js$',
          '\\.cjs$',
          '\\.d\\.ts$',
        ],
      },
      to: {},
    },
    {
      name: 'not-to-unresolvable',
      comment: 'An import that leads nowhere breaks at run time, where no compiler looks.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'not-to-dev-dep',
      comment: 'Who installs gonogo does not install its devDependencies: what runs there must not need them.',
      severity: 'error',
      from: { path: '^(bin|lib|lambdas)/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: 'node_modules/@types/' },
    },
    {
      name: 'no-unlisted-dependency',
      comment: 'A package that only another package brings along disappears when that one changes its mind.',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'tests-are-not-imported',
      comment: 'What runs for people must not lean on what was made for tests.',
      severity: 'error',
      from: { pathNot: '^tests/' },
      to: { path: '^tests/' },
    },
    {
      name: 'probe-schema-does-nothing',
      comment: 'What may be written is known without the code, and the clients, that do it: the editor schema and lint need only this.',
      severity: 'error',
      from: { path: PROBE_SCHEMAS },
      to: { path: '^(lib|lambdas|bin)/', pathNot: [...PROBE_SCHEMAS, '^lib/checklist/schema/'] },
    },
    {
      name: 'probes-run-in-lambdas-only',
      comment: 'A probe touches the system under deployment. Only a handler, which claims and records, may set it off.',
      severity: 'error',
      from: { path: '^(bin|lib|scripts|bench)/', pathNot: '^lib/probes/' },
      to: { path: PROBE_RUNS, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'checklist-below-plan',
      comment: 'The language stands on its own: reading and linting a file needs no plan, no pipeline and no table.',
      severity: 'error',
      from: { path: '^lib/checklist/' },
      to: { path: '^(lib/(plan|pipeline|deployments|runner|report|cli)|lambdas|bin)/' },
    },
    {
      name: 'plan-below-pipeline',
      comment: 'The plan decides the order by itself, so that it can be tested by itself; constructs only translate it.',
      severity: 'error',
      from: { path: '^lib/plan/' },
      to: { path: '^(lib/(pipeline|runner|report|cli)|lambdas|bin)/' },
    },
    {
      name: 'pipeline-knows-no-caller',
      comment: 'Constructs are used in other CDK apps, which have neither our command line nor our reports.',
      severity: 'error',
      from: { path: '^lib/pipeline/' },
      to: { path: '^(lib/(runner|report|cli)|bin)/' },
    },
    {
      name: 'deployments-below-all-who-use-them',
      comment: 'Verdicts and records are the common ground of handlers, runner and reports; they depend on none of them.',
      severity: 'error',
      from: { path: '^lib/deployments/' },
      to: { path: '^(lib/(pipeline|runner|report|cli)|lambdas|bin)/' },
    },
    {
      name: 'report-from-records-only',
      comment: 'A report can be made from the records alone, on another machine and years later.',
      severity: 'error',
      from: { path: '^lib/report/' },
      to: { path: '^(lib/(plan|pipeline|probes|runner|cli)|lambdas|bin)/' },
    },
    {
      name: 'pure-middle',
      comment: 'Checklist, plan and report take what they need as arguments: no files, no network, no processes, no timers.',
      severity: 'error',
      from: { path: '^lib/(checklist|plan|report)/' },
      to: {
        dependencyTypes: ['core'],
        path: '^(node:)?(fs|net|tls|http|http2|https|dns|dgram|child_process|cluster|worker_threads|timers|readline|process|os)',
      },
    },
    {
      name: 'only-the-local-runner-runs-handlers',
      comment:
        'In lib, handlers and constructs meet in one place: the local runner, which stands in for AWS. The names of settings are shared: constructs set what handlers read.',
      severity: 'error',
      from: { path: '^lib/', pathNot: '^lib/runner/local/' },
      to: { path: '^lambdas/', pathNot: '^lambdas/runtime/settings\\.ts$' },
    },
    {
      name: 'pipeline-for-app-and-local-runner',
      comment: 'The constructs take 100 ms to load. Only the CDK app, the public API, a local run and `plan --format asl` need them.',
      severity: 'error',
      from: {
        path: '^(lib|lambdas|bin)/',
        pathNot: ['^lib/(pipeline|runner/local)/', '^lib/index\\.ts$', '^bin/app\\.ts$', '^lib/cli/commands/plan\\.ts$'],
      },
      to: { path: '^lib/pipeline/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'cdk-in-constructs-only',
      comment: 'Everything else works without the CDK, and starts faster without it.',
      severity: 'error',
      from: { path: '^(lib|lambdas|bin)/', pathNot: ['^lib/(pipeline|runner/local)/', '^bin/app\\.ts$'] },
      to: { path: 'node_modules/(aws-cdk-lib|constructs|cdk-nag)/' },
    },
    {
      name: 'no-cdk-in-a-lambda',
      comment: 'A handler that reaches the CDK by any path has 100 MB in its bundle.',
      severity: 'error',
      from: { path: '^lambdas/' },
      to: { path: 'node_modules/(aws-cdk-lib|constructs|cdk-nag)/', reachable: true },
    },
    {
      name: 'aws-clients-at-the-edge',
      comment: 'AWS is spoken to where clients are made, where probes look, where records are kept, and where deployments are started.',
      severity: 'error',
      from: {
        path: '^(lib|lambdas|bin)/',
        pathNot: ['^lambdas/runtime/', '^lib/probes/[^/]+/', '^lib/deployments/store\\.ts$', '^lib/runner/'],
      },
      to: { path: 'node_modules/@aws-sdk/' },
    },
    {
      name: 'nothing-below-prints',
      comment: 'Only the command line talks to a person, so that everything below it also runs in a Lambda and in a test.',
      severity: 'error',
      from: { path: '^(lib|lambdas)/', pathNot: '^lib/cli/' },
      to: { path: '^lib/cli/' },
    },
    {
      name: 'bin-is-thin',
      comment: 'A program is a name for what lib does.',
      severity: 'error',
      from: { path: '^bin/' },
      to: {
        path: '^(lib|lambdas)/',
        pathNot: ['^lib/cli/', '^lib/compile-cache\\.ts$', '^lib/pipeline/', '^lib/checklist/', '^lib/plan/', '^lib/index\\.ts$'],
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(cdk\\.out|dist|coverage|\\.gonogo)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    // Imports of types count: they too say who knows whom.
    tsPreCompilationDeps: true,
    moduleSystems: ['es6', 'cjs'],
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
};
