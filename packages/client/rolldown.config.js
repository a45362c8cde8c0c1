import { cpSync } from "node:fs";
import { defineConfig } from "rolldown";
import { dts } from "rolldown-plugin-dts";

/** What npm installs with the client; contract and api are built in. */
const external = /^(@trpc|csv-parse)\//;

/**
 * tsc writes inferred types with `import("…").Name`, which a bundler takes for the whole module. The one
 * name that is the server's own, its context, is nothing to a client.
 */
const nameImports = {
  name: "name-imports",
  transform(code, id) {
    if (!id.endsWith(".d.ts")) return undefined;
    const named = new Set();
    const body = code
      .replaceAll('import("./context.js").Context', "object")
      .replaceAll(/import\("([^"]+)"\)\.(\w+)/g, (_match, source, name) => {
        named.add(`import type { ${name} as Named${name} } from "${source}";`);
        return `Named${name}`;
      });
    return [...named, body].join("\n");
  },
};

/** What `./testing` starts needs no PostgreSQL, and has its migrations beside it. */
const memoryDatabase = {
  name: "memory-database",
  load(id) {
    return id.endsWith("db/dist/dialects/postgresql/dialect.js")
      ? "export const createPostgresqlDialect = undefined;"
      : undefined;
  },
  transform(code, id) {
    return id.endsWith("db/dist/database.js")
      ? code.replace('"../../../prisma/"', '"./prisma/"')
      : undefined;
  },
  writeBundle() {
    const from = new URL("../../prisma/sqlite/migrations", import.meta.url);
    cpSync(from, new URL("dist/prisma/sqlite/migrations", import.meta.url), { recursive: true });
  },
};

/** The main entry stands beside it: its code and its types are not there twice. */
const besideIndex = (id) => external.test(id) || id === "./index.js";

export default defineConfig([
  {
    input: "src/index.ts",
    platform: "neutral",
    external,
    resolve: { conditionNames: ["@roster/source", "import"] },
    // Without zod: the schemas beside what is used of contract are left out.
    treeshake: { manualPureFunctions: ["z"] },
    output: { file: "dist/index.js", sourcemap: true },
  },
  {
    input: { index: "dist/types/index.d.ts" },
    platform: "neutral",
    external,
    resolve: { conditionNames: ["types"] },
    plugins: [nameImports, dts({ dtsInput: true, tsconfig: false })],
    output: { dir: "dist" },
  },
  {
    input: "src/files.ts",
    platform: "neutral",
    external,
    resolve: { conditionNames: ["@roster/source", "import"] },
    treeshake: { manualPureFunctions: ["z"] },
    output: { file: "dist/files.js", sourcemap: true },
  },
  {
    input: { files: "dist/types/files.d.ts" },
    platform: "neutral",
    external: besideIndex,
    resolve: { conditionNames: ["types"] },
    plugins: [nameImports, dts({ dtsInput: true, tsconfig: false })],
    output: { dir: "dist" },
  },
  {
    input: "src/testing.ts",
    platform: "node",
    external: (id) => besideIndex(id) || id.startsWith("libsql"),
    plugins: [memoryDatabase],
    output: { file: "dist/testing.js", inlineDynamicImports: true, minify: true },
  },
  {
    input: { testing: "dist/types/testing.d.ts" },
    platform: "neutral",
    external: besideIndex,
    resolve: { conditionNames: ["types"] },
    plugins: [nameImports, dts({ dtsInput: true, tsconfig: false })],
    output: { dir: "dist" },
  },
]);
