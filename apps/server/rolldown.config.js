import { defineConfig } from "rolldown";

export default defineConfig({
  input: {
    main: "src/main.ts",
    studio: "src/commands/studio.ts",
    backup: "src/commands/backup.ts",
    "rotate-master-key": "src/commands/rotate-master-key.ts",
    doctor: "src/commands/doctor.ts",
    banner: "src/banner.ts",
  },
  platform: "node",
  // Some libraries have ES modules, of which less is taken, under this name alone.
  resolve: { mainFields: ["module", "main"] },
  // What has files of its own: a binary, a worker thread, pages, a command line.
  external: [/^libsql/, /^pino/, /^swagger-ui-dist/, /^prisma/, "pg-native"],
  output: { dir: "dist", chunkFileNames: "[name].js", sourcemap: true },
});
