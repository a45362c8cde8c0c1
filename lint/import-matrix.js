import { browserTests, faultTests, tests } from "./file-groups.js";

const NODE = ["node:*", "node:*/**"];
/** Whatever the package names in its package.json: pnpm lets it reach nothing else. */
const DEPENDENCIES = "dependencies";
/** The entry points of the contract; whoever may import one may import all. */
const CONTRACT = ["contract", "contract/filter", "contract/json"];

/**
 * Who may import whom: the table of ARCHITECTURE.md. `house` and `houseTypes` name packages of ours,
 * the latter for types alone; `external` names all else. Of the rows that name a file the last holds.
 */
const importMatrix = [
  { files: ["packages/*/src/**", "apps/*/src/**"], house: [], external: [] },
  { files: ["packages/contract/src/**"], house: [], external: ["zod"] },
  {
    files: ["packages/db/src/**"],
    house: CONTRACT,
    external: [...NODE, "@prisma/**", "libsql", "libsql/promise", "lru-cache", "pg"],
  },
  {
    files: ["packages/api/src/**"],
    house: [...CONTRACT, "db"],
    external: [
      ...NODE,
      "@trpc/server",
      "@trpc/server/**",
      "zod",
      "jose",
      "lru-cache",
      "ajv/**",
      "ajv-formats/**",
    ],
  },
  { files: ["packages/http/src/**"], house: ["contract"], external: [...NODE, "zod"] },
  { files: ["packages/rest/src/**"], house: [...CONTRACT, "api"], external: ["zod"] },
  {
    files: ["packages/client/src/**"],
    house: CONTRACT,
    houseTypes: ["api"],
    external: ["@trpc/client", "@trpc/server", "@trpc/server/**"],
  },
  {
    files: ["packages/client/src/files/**"],
    house: CONTRACT,
    houseTypes: ["api"],
    external: ["csv-parse", "csv-parse/browser/esm"],
  },
  {
    // Node alone: it starts the API itself. The client's own entry cannot reach it.
    files: ["packages/client/src/testing.ts"],
    house: [...CONTRACT, "api", "db/memory"],
    external: [...NODE, "@trpc/server", "@trpc/server/**"],
  },
  {
    files: ["apps/server/src/**"],
    house: [...CONTRACT, "db", "api", "rest", "http"],
    external: DEPENDENCIES,
  },
  { files: ["apps/start/src/**"], house: ["server/banner"], external: NODE },
  {
    files: ["apps/cli/src/**"],
    house: [...CONTRACT, "client", "client/files"],
    external: DEPENDENCIES,
  },
  { files: ["apps/bench/src/**"], house: [...CONTRACT, "client"], external: DEPENDENCIES },
  {
    files: ["apps/web/src/**"],
    house: [...CONTRACT, "client", "client/files"],
    houseTypes: ["api"],
    external: DEPENDENCIES,
    never: [...NODE, "../**/server/**", "@/server/**", "**/env{,.js}"],
  },
  {
    files: ["apps/web/src/{server,app}/**", "apps/web/src/{env,proxy,start}.ts"],
    house: [...CONTRACT, "db", "api", "client", "client/files", "http"],
    external: DEPENDENCIES,
  },
  { files: faultTests, house: [...CONTRACT, "db"], external: DEPENDENCIES, isTest: true },
  {
    files: browserTests,
    house: [...CONTRACT, "client", "client/files"],
    external: DEPENDENCIES,
    isTest: true,
  },
];

/** Who may import whom, as overrides of the configuration. */
export const importOverrides = () => importMatrix.flatMap(importRules);

/** The row as overrides: one for the files that ship, and one for the tests beside them. */
function importRules(row) {
  const folders = row.files.filter((pattern) => pattern.endsWith("/**"));
  const testFiles = folders.flatMap((folder) => tests.map((test) => folder.replace("**", test)));
  return [
    { files: row.files, rules: restrictImports(row) },
    { files: testFiles, rules: restrictImports({ ...row, isTest: true }) },
  ];
}

function restrictImports({ files, house, houseTypes = [], external, never = [], isTest = false }) {
  const isFree = external === DEPENDENCIES || isTest;
  const allowed = [
    "./**",
    "../**",
    "@/**",
    ...packageNames([...house, ...houseTypes]),
    ...(isFree ? [] : external),
    ...(isTest ? ["@roster/*/testing"] : []),
  ];
  const forbidden = [
    "../**/dist/**",
    ...(isTest
      ? []
      : [
          "../**/src/**",
          "**/testing.js",
          "**/testing/**",
          "**/test-support/**",
          "**/*.test.js",
          "node:process",
          ...never,
        ]),
  ];
  const message = `Not in the import matrix's row for ${files.join(", ")} (lint/import-matrix.js)`;
  // The last pattern that matches decides.
  const group = [isFree ? "@roster/**" : "**", ...allowed.map((name) => `!${name}`), ...forbidden];
  const paths = packageNames(houseTypes).map((name) => ({ name, allowTypeImports: true, message }));
  return { "no-restricted-imports": ["error", { paths, patterns: [{ group, message }] }] };
}

function packageNames(names) {
  return names.map((name) => `@roster/${name}`);
}
