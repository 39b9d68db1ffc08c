// Who may import whom. The picture is docs/extending.md's table of layers; tests/house/import-rules.test.ts plants one
// forbidden import for each rule and expects it to be caught.

const inPackages = "(^|/)node_modules/";
const slackSdk = [`${inPackages}@slack/`, "^@slack/"];
const teamsSdk = [`${inPackages}(botbuilder|botframework-|@azure/msal-)`, "^(botbuilder|botframework-|@azure/msal-)"];
const databaseSdk = [`${inPackages}(@prisma|better-sqlite3|pg)/`, "^(@prisma/|better-sqlite3$|pg$)"];
/**
 * Packages without I/O, clock or randomness of their own (as we use them: uuid only by name and namespace;
 * edmonds-blossom-fixed is one function of its arguments).
 */
const purePackages = `${inPackages}(zod|temporal-polyfill|temporal-spec|uuid|edmonds-blossom-fixed|minisearch)/`;

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "core-is-pure",
      comment:
        "Decisions are functions of their arguments: they can be tested without a mock and replayed. The core imports " +
        "itself and packages without I/O, and no Node module.",
      severity: "error",
      from: { path: "^src/core/" },
      to: { pathNot: ["^src/core/", purePackages] },
    },
    {
      name: "ports-know-only-core",
      comment:
        "A port says what the house needs in the house's own words. If it named an adapter or the store, there would " +
        "be nothing to exchange. node:http is there for the type of a route.",
      severity: "error",
      from: { path: "^src/ports/" },
      to: { pathNot: ["^src/(core|ports)/", purePackages, "^(node:)?http$"] },
    },
    {
      name: "app-knows-core-and-ports",
      comment: "A use case that reaches past the ports runs on one platform and one database only.",
      severity: "error",
      from: { path: "^src/app/" },
      to: { path: ["^src/", "^adapters/"], pathNot: "^src/(app|core|ports)/" },
    },
    {
      name: "store-knows-core-and-ports",
      comment: "The store keeps what it is handed. If it knew the use cases or a platform, rules would hide in it.",
      severity: "error",
      from: { path: "^src/store/" },
      to: { path: ["^src/", "^adapters/"], pathNot: "^src/(store|core|ports)/" },
    },
    {
      name: "pictures-know-core-and-ports",
      comment:
        "A picture is drawn from a chart, which is plain data of the core. What may be seen in it is decided before; a drawing " +
        "that looked into the store could show what was withheld.",
      severity: "error",
      from: { path: "^src/pictures/" },
      to: { path: ["^src/", "^adapters/"], pathNot: "^src/(pictures|core|ports)/" },
    },
    {
      name: "adapters-know-core-and-ports",
      comment:
        "An adapter translates. What it decides or stores on the way would have to be built again for the next platform.",
      severity: "error",
      from: { path: "^adapters/" },
      to: { path: "^src/", pathNot: "^src/(core|ports)/" },
    },
    {
      name: "adapters-do-not-know-each-other",
      comment:
        "Slack, Teams and the sandbox can each be removed. The sandbox's clouds speak to the adapters over HTTP only: " +
        "a shortcut would test something that never runs in a district. adapters/http is what each does alike with a " +
        "request, and knows no platform.",
      severity: "error",
      from: { path: "^adapters/([^/]+)/" },
      to: { path: "^adapters/", pathNot: "^adapters/($1|http)/" },
    },
    {
      name: "only-main-knows-adapters",
      comment: "One file says which platforms exist. Everywhere else a platform is a name and a port.",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/main\\.ts$" },
      to: { path: "^adapters/" },
    },
    {
      name: "nobody-imports-the-roots",
      comment:
        "main.ts puts the parts together and cli.ts starts it. A part that imports them turns the house inside out.",
      severity: "error",
      from: { path: "^(src|adapters)/", pathNot: "^src/(main|cli)\\.ts$" },
      to: { path: "^src/(main|cli)\\.ts$" },
    },
    {
      name: "slack-sdk-stays-in-its-adapter",
      comment:
        "Slack's SDK changes shape with every major version. The simulated cloud may use its types and its page.",
      severity: "error",
      from: { path: "^(src|adapters|scripts|prisma)/", pathNot: "^adapters/(slack|sandbox)/" },
      to: { path: slackSdk },
    },
    {
      name: "teams-sdk-stays-in-one-file",
      comment:
        "Microsoft ended the Bot Framework SDK. What it is used for is in one file, so that one file is replaced.",
      severity: "error",
      from: { path: "^(src|adapters|scripts|prisma)/", pathNot: "^adapters/teams/index\\.ts$" },
      to: { path: teamsSdk },
    },
    {
      name: "database-stays-in-the-store",
      comment:
        "Every row belongs to a network and a district, and the store's methods demand that scope. A query elsewhere could forget it.",
      severity: "error",
      from: { path: "^(src|adapters|scripts|prisma)/", pathNot: "^src/store/" },
      to: { path: [...databaseSdk, "^src/store/generated/"] },
    },
    {
      name: "the-page-runs-in-a-browser",
      comment: "The sandbox page is bundled for a browser: a Node module in it would fail there, at run time.",
      severity: "error",
      from: { path: "^adapters/sandbox/page/client/" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "product-does-not-import-tests",
      comment: "Tests and scripts are not in the build: dist/ would not start.",
      severity: "error",
      from: { path: "^(src|adapters)/" },
      to: { path: "^(tests|scripts)/" },
    },
    {
      name: "product-needs-no-dev-packages",
      comment: "An installation without dev packages must start. Types alone are erased and may come from anywhere.",
      severity: "error",
      from: { path: "^(src|adapters)/" },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only", "npm"] },
    },
    {
      name: "no-cycles",
      comment:
        "In a cycle neither file can be understood, tested or moved alone, and what is initialised first is luck. Types " +
        "are erased: a part may name the type of the whole that lists it.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "nothing-unresolved",
      comment: "An import that does not resolve is not judged by any rule above, and fails at run time.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    // Types count: an adapter's type in the core is the adapter in the core.
    tsPreCompilationDeps: true,
    doNotFollow: { path: ["node_modules", "^src/store/generated/", "^dist/"] },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "types", "default"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json"],
    },
  },
};
