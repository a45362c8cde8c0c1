import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { defineConfig } from "prisma/config";

// As in prisma/<dialect>/prisma.config.ts: `generate` needs no schema engine.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

// The baseline has its own clients, generated from the same schemas, so that the tables cannot differ.
const generated = new URL("src/generated/", import.meta.url);
mkdirSync(generated, { recursive: true });
for (const dialect of ["sqlite", "postgresql"]) {
  const source = new URL(`../../prisma/${dialect}/schema.prisma`, import.meta.url);
  const schema = readFileSync(source, "utf8");
  const derived = schema.replace(/(output\s*=\s*)".*"/, `$1"./${dialect}"`);
  writeFileSync(new URL(`${dialect}.prisma`, generated), derived);
}

export default defineConfig({});
