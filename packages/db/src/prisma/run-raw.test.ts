import { sqltag as sql } from "@prisma/client/runtime/client";
import { describe, expect, test } from "vitest";
import { isUniqueViolation } from "./driver-errors.js";
import { createDialect } from "../connect.js";
import { backends, openTestDatabase } from "../testing.js";

const add = (id: string) =>
  sql`INSERT INTO apps (id, name, created_at) VALUES (${id}, ${id}, CAST(${7n} AS BIGINT)) RETURNING id`;
const added = sql`SELECT id FROM apps WHERE created_at = 7 ORDER BY id`;

describe.each(backends)("raw statements on %s", (backend) => {
  test("run entirely or not at all, and Prisma sees their effects", async () => {
    await using database = await openTestDatabase(backend);
    const dialect = await createDialect(database.url);
    const prisma = await dialect.connect();
    try {
      expect(await dialect.runRaw([add("a"), add("b")])).toEqual([[["a"]], [["b"]]]);
      const rejected = dialect.runRaw([add("c"), add("a")]);
      await expect(rejected).rejects.toSatisfy((error) => isUniqueViolation(error));
      expect(await dialect.runRaw([added])).toEqual([[["a"], ["b"]]]);
      expect(await prisma.$queryRaw(added)).toEqual([{ id: "a" }, { id: "b" }]);
    } finally {
      await prisma.$disconnect();
    }
  });
});
