import { sqltag as sql } from "@prisma/client/runtime/client";
import { openTestPrisma } from "./prisma.js";

/** A row of the change log as the tests compare it. */
export interface LoggedChange {
  readonly seq: number;
  readonly at: bigint;
  readonly type: string;
  readonly userId: string;
  readonly version: number;
  readonly data: string | null;
  readonly changed: string | null;
  readonly details: string | null;
  readonly actorId: string;
  readonly requestId: string;
}

/** The change log of an app. */
export async function loggedChanges(url: string, appId = "app"): Promise<LoggedChange[]> {
  await using prisma = await openTestPrisma(url);
  const rows = await prisma.$queryRaw<(Omit<LoggedChange, "seq"> & { readonly seq: bigint })[]>(sql`
    SELECT seq, at, type, user_id AS "userId", version, data, changed, details, actor_id AS "actorId",
      request_id AS "requestId"
    FROM changes WHERE app_id = ${appId} ORDER BY seq`);
  return rows.map((row) => ({ ...row, seq: Number(row.seq) }));
}
