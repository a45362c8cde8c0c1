import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openDatabase } from "../../database.js";
import { backUp } from "../../operations/back-up.js";
import { restoreBackup } from "../../operations/restore-backup.js";
import { testSource } from "../../testing.js";

function modesIn(folder: string): Record<string, string> {
  const modes = readdirSync(folder).map((name) => {
    const { mode } = statSync(join(folder, name));
    return [name, (mode & 0o777).toString(8)] as const;
  });
  return Object.fromEntries(modes);
}

test.each(["000", "022"])(
  "only the owner can read a database, its log and its backups with umask %s in a public folder",
  async (text) => {
    const folder = mkdtempSync(join(tmpdir(), "roster-modes-"));
    chmodSync(folder, 0o777);
    const umask = process.umask(text);
    try {
      const url = `file:${join(folder, "a.db")}`;
      await using database = await openDatabase({ url });
      await database.users.by(testSource).add("app", { id: "a", dataJson: "{}" });
      await backUp({ url, to: join(folder, "b.db") });
      const restored = { from: join(folder, "b.db"), url: `file:${join(folder, "c.db")}` };
      await restoreBackup({ ...restored, oldSuffix: undefined });
      const names = ["a.db", "a.db-shm", "a.db-wal", "b.db", "c.db"];
      expect(modesIn(folder)).toEqual(Object.fromEntries(names.map((name) => [name, "600"])));
    } finally {
      process.umask(umask);
      rmSync(folder, { recursive: true });
    }
  },
);
