import { defineConfig } from "rolldown";

/** The entries of threads: the bundle that starts one expects it in the same folder. */
const threads = {
  "writer-thread": "../../packages/db/dist/dialects/sqlite/writer-thread.js",
  "schema-compiler-thread": "../../packages/api/dist/data-schema/schema-compiler-thread.js",
  "validator-thread": "../../packages/api/dist/data-schema/validator-thread.js",
};

export default defineConfig({
  input: {
    main: "src/main.ts",
    banner: "src/banner.ts",
    ...threads,
  },
  platform: "node",
  // Some libraries list their ES modules, which tree-shake better, only in this field.
  resolve: { mainFields: ["module", "main"] },
  // These load other files at run time: a binary, a worker thread, pages, a command line.
  external: [/^libsql/, /^pino/, /^swagger-ui-dist/, /^prisma/, "pg-native"],
  output: { dir: "dist", chunkFileNames: "[name].js", sourcemap: true },
});
