import { defineConfig } from "rolldown";

/** One file loads in half the time of a hundred. */
export default defineConfig({
  input: { main: "src/main.ts" },
  platform: "node",
  // Node 20 has no `await using`.
  transform: { target: "node20" },
  // Some libraries list their ES modules, which tree-shake better, only in this field.
  resolve: { mainFields: ["module", "main"] },
  // It compiles the caller's schema with files of its own.
  external: [/^jiti/],
  output: { dir: "dist", chunkFileNames: "[name].js", sourcemap: true },
});
