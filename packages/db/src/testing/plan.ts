import { type Sql, sqltag as sql } from "@prisma/client/runtime/client";
import type { DialectName } from "../dialects/dialect.js";
import type { PrismaPort } from "../prisma/port.js";

/** How the engine would run a statement, in its own words, a step a line. */
export async function planOf(
  port: PrismaPort,
  backend: DialectName,
  statement: Sql,
): Promise<string> {
  if (backend === "sqlite") {
    const steps = await port.$queryRaw<{ detail: string }[]>(sql`EXPLAIN QUERY PLAN ${statement}`);
    return steps.map(({ detail }) => detail).join("\n");
  }
  const lines = await port.$queryRaw<Record<string, string>[]>(
    sql`EXPLAIN (COSTS OFF) ${statement}`,
  );
  return lines.map((line) => line["QUERY PLAN"]).join("\n");
}
