import { cpSync } from "node:fs";
import { defineConfig } from "rolldown";
import { dts } from "rolldown-plugin-dts";

/** Dependencies that npm installs; contract and api are bundled. */
const external = /^(@trpc|csv-parse)\//;

/**
 * tsc emits inferred types as `import("…").Name`, for which a bundler would include the whole module. The
 * server's context is the only server type among them, and clients do not need it.
 */
const nameImports = {
  name: "name-imports",
  transform(code, id) {
    if (!id.endsWith(".d.ts")) return undefined;
    const named = new Set();
    const body = code
      .replaceAll(/import\("\.[^"]+"\)\.Context\b/g, "object")
      .replaceAll(/import\("([^"]+)"\)\.(\w+)/g, (_match, source, name) => {
        named.add(`import type { ${name} as Named${name} } from "${source}";`);
        return `Named${name}`;
      });
    return [...named, body].join("\n");
  },
};

/** `./testing` needs no PostgreSQL, and its migrations are copied next to it. */
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

/** The other entry points import the main one instead of bundling it again. */
const isExternalOrIndex = (id) => external.test(id) || id === "./index.js";

export default defineConfig([
  {
    input: "src/index.ts",
    platform: "neutral",
    external,
    resolve: { conditionNames: ["@roster/source", "import"] },
    // Drops the unused schemas of contract, and zod with them.
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
    external: isExternalOrIndex,
    resolve: { conditionNames: ["types"] },
    plugins: [nameImports, dts({ dtsInput: true, tsconfig: false })],
    output: { dir: "dist" },
  },
  {
    input: "src/testing.ts",
    platform: "node",
    external: (id) => isExternalOrIndex(id) || id.startsWith("libsql"),
    plugins: [memoryDatabase],
    output: { file: "dist/testing.js", inlineDynamicImports: true, minify: true },
  },
  // The threads of `./testing`, which expects them in its folder.
  ...["schema-compiler-thread", "validator-thread"].map((name) => ({
    input: `../api/dist/data-schema/${name}.js`,
    platform: "node",
    output: { file: `dist/${name}.js`, minify: true },
  })),
  {
    input: { testing: "dist/types/testing.d.ts" },
    platform: "neutral",
    external: isExternalOrIndex,
    resolve: { conditionNames: ["types"] },
    plugins: [nameImports, dts({ dtsInput: true, tsconfig: false })],
    output: { dir: "dist" },
  },
]);
