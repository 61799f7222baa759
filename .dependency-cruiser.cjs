// The walls of the house (docs/architecture.md). scripts/walls.mjs runs them; its spec plants violations.
const LIBS_BELOW = {
  contracts: [],
  platform: ['contracts'],
  identity: ['contracts', 'platform'],
  places: ['contracts', 'platform', 'identity'],
  staff: ['contracts', 'platform', 'identity', 'places'],
  elders: ['contracts', 'platform', 'identity', 'places', 'staff'],
  devices: ['contracts', 'platform', 'identity', 'places', 'staff', 'elders'],
  alerts: ['contracts', 'platform', 'identity', 'places', 'staff', 'elders', 'devices'],
};
const SPEC = '\\.spec\\.ts$';
/** Specs and what only they use may also stand on #libs/testing. */
const TEST_ONLY = `${SPEC}|/testing/|^test/`;

module.exports = {
  forbidden: [
    { name: 'nothing-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-app-imports-an-app',
      comment: 'standalone composes the apps and is the one exception',
      severity: 'error',
      from: { path: '^apps/([^/]+)/', pathNot: '^apps/standalone/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    { name: 'no-lib-imports-an-app', severity: 'error', from: { path: '^libs/' }, to: { path: '^(apps|test)/' } },
    {
      name: 'web-knows-contracts-only',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: { path: '^libs/', pathNot: '^libs/contracts/' },
    },
    {
      name: 'between-libs-only-the-door',
      severity: 'error',
      from: { path: '^(?:apps|test|libs/([^/]+))/' },
      to: { path: '^libs/[^/]+/src/', pathNot: '^libs/($1/|[^/]+/src/index\\.ts$)' },
    },
    {
      name: 'nobody-uses-its-own-door',
      severity: 'error',
      from: { path: '^libs/([^/]+)/src/(?!index\\.ts$)' },
      to: { path: '^libs/$1/src/index\\.ts$' },
    },
    {
      name: 'contracts-imports-nothing',
      severity: 'error',
      from: { path: '^libs/contracts/', pathNot: SPEC },
      to: { pathNot: '^libs/contracts/' },
    },
    {
      name: 'a-listed-lib',
      comment: 'a new lib finds its place on the ladder here first',
      severity: 'error',
      from: { path: `^libs/(?!(${Object.keys(LIBS_BELOW).join('|')}|testing)/)` },
      to: {},
    },
    ...Object.entries(LIBS_BELOW).map(([lib, below]) => ({
      name: `ladder-of-${lib}`,
      severity: 'error',
      from: { path: `^libs/${lib}/`, pathNot: TEST_ONLY },
      to: { path: '^libs/', pathNot: `^libs/(${[lib, ...below].join('|')})/` },
    })),
    {
      name: 'testing-is-for-specs',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: `${TEST_ONLY}|^libs/testing/` },
      to: { path: '^libs/testing/|/testing/' },
    },
    {
      name: 'domain-is-pure',
      comment:
        'domain/ imports domain/ of its lib and contracts: no Nest, TypeORM, clock, environment, no package; of the built-ins crypto, for hashes',
      severity: 'error',
      from: { path: '^libs/([^/]+)/src/domain/', pathNot: SPEC },
      to: { pathNot: '^(libs/($1/src/domain|contracts/src)/|crypto$)' },
    },
    {
      name: 'libs-know-no-protocol',
      comment: 'HTTP, sockets and MQTT live in apps; platform and notifications hold adapters',
      severity: 'error',
      from: { path: '^libs/', pathNot: `^libs/(platform|notifications|testing)/|${SPEC}` },
      to: {
        path: 'node_modules/(express|@nestjs/(platform-|websockets|swagger|bullmq)|socket\\.io|mqtt|aedes|bullmq|ioredis)',
      },
    },
    {
      name: 'server-and-pages-stay-apart',
      severity: 'error',
      from: { path: '^(apps/(?!web/)|libs/)' },
      to: { path: 'node_modules/(vue|pinia|element-plus|vue-router|vue-i18n)/' },
    },
    {
      name: 'nothing-but-declared-packages',
      severity: 'error',
      from: { path: '^(apps|libs)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'what-runs-needs-no-development-package',
      severity: 'error',
      from: { path: '^(apps/(?!web/)|libs/)', pathNot: TEST_ONLY },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: 'node_modules/@types/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|data)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      importsFields: ['imports'],
      conditionNames: ['yinling-source', 'import', 'node', 'require', 'default', 'types'],
      extensions: ['.ts', '.mjs', '.js', '.cjs', '.json', '.vue', '.d.ts'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
