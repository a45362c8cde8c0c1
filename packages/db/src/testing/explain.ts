import { type Sql, sqltag as sql } from "@prisma/client/runtime/client";
import type { DialectName } from "../dialects/dialect.js";
import type { PrismaClientLike } from "../prisma/prisma-client-like.js";

/** The engine's plan for a statement, one step per line. */
export async function explain(
  prisma: PrismaClientLike,
  backend: DialectName,
  statement: Sql,
): Promise<string> {
  if (backend === "sqlite") {
    const steps = await prisma.$queryRaw<{ detail: string }[]>(
      sql`EXPLAIN QUERY PLAN ${statement}`,
    );
    return steps.map(({ detail }) => detail).join("\n");
  }
  const lines = await prisma.$queryRaw<Record<string, string>[]>(
    sql`EXPLAIN (COSTS OFF) ${statement}`,
  );
  return lines.map((line) => line["QUERY PLAN"]).join("\n");
}
