import { defineConfig } from "prisma/config";

// Prisma downloads its schema engine even for commands that do not use it (generate, studio), and fails
// without network access. Any path prevents that; `migrate` and `db` need the real engine.
if (!process.argv.some((word) => word === "migrate" || word === "db")) {
  process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;
}

export default defineConfig({
  schema: "schema.prisma",
  migrations: { path: "migrations" },
  datasource: { url: process.env.DATABASE_URL ?? "" },
});
