import { browserTests, faultTests, tests } from "./file-groups.js";

const NODE = ["node:*", "node:*/**"];
/** Every dependency that the package's package.json declares; pnpm makes no others available. */
const DEPENDENCIES = "dependencies";
/** The entry points of the contract; a package that may import one may import all. */
const CONTRACT = ["contract", "contract/filter", "contract/json"];

/**
 * The import rules of ARCHITECTURE.md. `house` and `houseTypes` list workspace packages, the latter for types
 * only; `external` lists all other packages. If several rows match a file, the last one applies.
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
      "re2js",
      "openid-client",
      "@simplewebauthn/server",
      "@simplewebauthn/server/**",
      "otpauth",
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
    // Node only, since it runs the API in process. The client's main entry cannot import it.
    files: ["packages/client/src/testing.ts", "packages/client/src/in-process/**"],
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
    house: [...CONTRACT, "db", "api", "api/sign-in", "client", "client/files", "http"],
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

/** The import rules as overrides of the lint configuration. */
export const importOverrides = () => importMatrix.flatMap(importRules);

/** Converts a row to overrides: one for the shipped files, and one for the tests next to them. */
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
  // The last matching pattern applies.
  const group = [isFree ? "@roster/**" : "**", ...allowed.map((name) => `!${name}`), ...forbidden];
  const paths = packageNames(houseTypes).map((name) => ({ name, allowTypeImports: true, message }));
  return { "no-restricted-imports": ["error", { paths, patterns: [{ group, message }] }] };
}

function packageNames(names) {
  return names.map((name) => `@roster/${name}`);
}
