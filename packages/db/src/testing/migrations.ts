import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { DialectName } from "../dialects/dialect.js";

/** A temporary `prisma` folder with a test's own migrations. */
export interface TestMigrations extends Disposable {
  readonly url: URL;
  write(name: string, text: string): void;
  remove(name: string): void;
}

export function createTestMigrations(backend: DialectName): TestMigrations {
  const root = mkdtempSync(join(tmpdir(), "roster-migrations-"));
  const folder = join(root, backend, "migrations");
  mkdirSync(folder, { recursive: true });
  // Prisma keeps this file next to the migration folders.
  writeFileSync(join(folder, "migration_lock.toml"), `provider = "${backend}"\n`);
  return {
    url: pathToFileURL(`${root}/`),
    write(name, text) {
      mkdirSync(join(folder, name), { recursive: true });
      writeFileSync(join(folder, name, "migration.sql"), text);
    },
    remove: (name) => rmSync(join(folder, name), { recursive: true }),
    [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }),
  };
}
