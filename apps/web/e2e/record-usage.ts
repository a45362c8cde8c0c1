import type { TestApi } from "@roster/api/testing";

const MINUTE_MICROS = 60_000_000;

/** Records usage of an app as a server would: 50 adds, 8 of them conflicts, and 30 reads. */
export async function recordUsage(
  { database }: Pick<TestApi, "database">,
  { appId = "main", minutesAgo = 1 } = {},
): Promise<void> {
  const minute = Math.floor((Date.now() * 1000) / MINUTE_MICROS - minutesAgo) * MINUTE_MICROS;
  const counted = { appId, minute, upTo: 1000 };
  await database.usage.add([
    { ...counted, kind: "adds", code: "OK", calls: 42 },
    { ...counted, kind: "adds", code: "CONFLICT", calls: 8 },
    { ...counted, kind: "reads", code: "OK", calls: 30 },
  ]);
}
