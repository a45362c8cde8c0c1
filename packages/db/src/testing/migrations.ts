import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { DialectName } from "../dialects/dialect.js";

/** A `prisma` folder with migrations of a test's own. */
export interface TestMigrations extends Disposable {
  readonly url: URL;
  write(name: string, text: string): void;
  remove(name: string): void;
}

export function createTestMigrations(backend: DialectName): TestMigrations {
  const top = mkdtempSync(join(tmpdir(), "roster-migrations-"));
  const folder = join(top, backend, "migrations");
  mkdirSync(folder, { recursive: true });
  // Prisma keeps this file beside the folders of the migrations.
  writeFileSync(join(folder, "migration_lock.toml"), `provider = "${backend}"\n`);
  return {
    url: pathToFileURL(`${top}/`),
    write(name, text) {
      mkdirSync(join(folder, name), { recursive: true });
      writeFileSync(join(folder, name, "migration.sql"), text);
    },
    remove: (name) => rmSync(join(folder, name), { recursive: true }),
    [Symbol.dispose]: () => rmSync(top, { recursive: true, force: true }),
  };
}
