import { defineConfig } from "prisma/config";

// Prisma fetches its schema engine even where it is not used (generate, studio), and fails where that
// host is out of reach. Any path silences it; `migrate` and `db` need the real one.
if (!process.argv.some((word) => word === "migrate" || word === "db")) {
  process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;
}

export default defineConfig({
  schema: "schema.prisma",
  migrations: { path: "migrations" },
  datasource: { url: process.env.DATABASE_URL ?? "" },
});
