import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

// Removes what a running server or dashboard never loads: Prisma Studio and CLI with their dependencies,
// OpenTelemetry's SDK (it is in the server's bundle), and sources.
const unused =
  /^(?:prisma@|@prisma\+(?:dev|engines|studio-core|fetch-engine|get-platform|config|query-plan)|@electric-sql\+|effect@|@visx\+|elkjs@|typescript@|@typescript\+|@types\+|mysql2@|postgres@|@libsql\+linux-.*-musl|@opentelemetry\+(?!api@))/;

const store = join("node_modules", ".pnpm");
for (const name of readdirSync(store)) {
  if (unused.test(name)) rmSync(join(store, name), { recursive: true });
}
for (const app of [...folders("apps"), ...folders("packages")]) {
  for (const name of ["src", "e2e", "pack", ".turbo"]) {
    rmSync(join(app, name), { recursive: true, force: true });
  }
}

function folders(parent) {
  return readdirSync(parent)
    .map((name) => join(parent, name))
    .filter((path) => existsSync(path));
}
