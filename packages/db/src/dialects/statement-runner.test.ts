import { sqltag as sql } from "@prisma/client/runtime/client";
import { describe, expect, test } from "vitest";
import { createDialect } from "../connect.js";
import { isUniqueViolation } from "../prisma/driver-errors.js";
import { backends, openTestDatabase } from "../testing.js";

const add = (id: string) =>
  sql`INSERT INTO apps (id, name, created_at) VALUES (${id}, ${id}, CAST(${7n} AS BIGINT)) RETURNING id`;
const added = sql`SELECT id FROM apps WHERE created_at = 7 ORDER BY id`;

describe.each(backends)("statements without Prisma's engine on %s", (backend) => {
  test("run entirely or not at all, and Prisma sees their effects", async () => {
    await using database = await openTestDatabase(backend);
    const dialect = await createDialect(database.url);
    const prisma = await dialect.connect();
    const { run, transaction } = dialect.statements;
    try {
      const both = transaction(async (next) => [await next(add("a")), await next(add("b"))]);
      expect(await both).toEqual([[["a"]], [["b"]]]);
      const failing = transaction(async (next) => [await next(add("c")), await next(add("a"))]);
      await expect(failing).rejects.toSatisfy((error) => isUniqueViolation(error));
      const abandoned = transaction(async (next) => {
        await next(add("d"));
        throw new Error("abandoned");
      });
      await expect(abandoned).rejects.toThrow("abandoned");
      expect(await run(added)).toEqual([["a"], ["b"]]);
      expect(await prisma.$queryRaw(added)).toEqual([{ id: "a" }, { id: "b" }]);
    } finally {
      await prisma.$disconnect();
    }
  });
});
