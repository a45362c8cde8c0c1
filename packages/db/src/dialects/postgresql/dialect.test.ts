import pg from "pg";
import { expect, test } from "vitest";
import { openDatabase } from "../../database.js";
import { createTestDatabaseUrl, openTestDatabase, testSource } from "../../testing.js";

const MIGRATION_LOCK = 72707369; // Prisma's own

async function openSession(url: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return Object.assign(client, { [Symbol.asyncDispose]: () => client.end() });
}

/** Ends all other connections to the session's database. Returns their number. */
async function terminateOthers(session: pg.Client, where = "true"): Promise<number> {
  const { rowCount } = await session.query(
    `SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid() AND ${where}`,
  );
  return rowCount ?? 0;
}

async function rejectionOf(url: URL): Promise<Error> {
  const error = await openDatabase({ url: url.href }).catch((cause: unknown) => cause);
  expect(error).toMatchObject({ name: "AppError", code: "UNAVAILABLE" });
  return error instanceof Error ? error : new Error();
}

test.each<[string, (url: URL) => unknown, RegExp]>([
  ["a wrong password", () => {}, /password authentication failed for user/],
  ["a port without a listener", (url) => (url.port = "1"), /ECONNREFUSED/],
  ["an unknown host", (url) => (url.hostname = "host.invalid"), /host\.invalid/],
  [
    "a missing certificate file",
    (url) => (url.search = "?sslrootcert=/nowhere"),
    /ENOENT.*\/nowhere/,
  ],
  ["a server without TLS", (url) => (url.search = "?sslmode=verify-full"), /not support SSL/],
])(
  "%s is reported in one line, with the host and without the password",
  async (_, change, reason) => {
    await using target = await createTestDatabaseUrl("postgresql");
    const url = new URL(target.url);
    url.password = "s3cret";
    change(url);
    const { message } = await rejectionOf(url);
    expect(message).toMatch(new RegExp(`^PostgreSQL at ${url.host} cannot be reached: .+$`));
    expect(message).toMatch(reason);
    expect(message).not.toContain("s3cret");
  },
);

test("reports the name of a missing database", async () => {
  await using target = await createTestDatabaseUrl("postgresql");
  const url = new URL(target.url);
  url.pathname = "/missing";
  const reason = 'database "missing" does not exist';
  expect((await rejectionOf(url)).message).toBe(
    `PostgreSQL at ${url.host} cannot be reached: ${reason}`,
  );
});

test.each([
  "postgresql://user:pass word@ho st/roster",
  "postgresql://user:se#cret@localhost/roster",
  "postgresql://user:secret@localhost:99999/roster",
  "postgresql://user:secret@/roster",
])("rejects the invalid URL %s without showing its password", async (url) => {
  await expect(openDatabase({ url })).rejects.toMatchObject({
    code: "INVALID",
    message: "DATABASE_URL: is not a URL; write postgresql://user:password@host:5432/database",
  });
});

test("reports a badly encoded password in one line without showing it", async () => {
  const opening = openDatabase({ url: "postgresql://user:s%cret@127.0.0.1:1/roster" });
  const message = "PostgreSQL at 127.0.0.1:1 cannot be reached: connect ECONNREFUSED 127.0.0.1:1";
  await expect(opening).rejects.toMatchObject({ code: "UNAVAILABLE", message });
});

test("replaces an idle connection that the server closed, without an error", async () => {
  await using database = await openTestDatabase("postgresql");
  await using session = await openSession(database.url);
  for (const id of ["a", "b", "c"]) {
    await Promise.all([1, 2, 3].map(() => database.users.get("app", id)));
    expect(await terminateOthers(session)).toBeGreaterThan(0);
    await new Promise(setImmediate); // lets the pool notice the closed sockets
    expect(await database.users.by(testSource).add("app", { id, dataJson: "{}" })).toMatchObject({
      status: "created",
    });
  }
});

test("a start that loses its connection while waiting for another process's migrations fails with UNAVAILABLE", async () => {
  await using target = await createTestDatabaseUrl("postgresql");
  await using session = await openSession(target.url);
  await session.query(`SELECT pg_advisory_lock(${MIGRATION_LOCK})`);
  const opening = openDatabase({ url: target.url });
  const rejection = expect(opening).rejects.toMatchObject({ code: "UNAVAILABLE" });
  while ((await terminateOthers(session, "wait_event = 'advisory'")) === 0);
  await rejection;
});

test("a start waits for Prisma's own migrate, which takes the same lock", async () => {
  await using target = await createTestDatabaseUrl("postgresql");
  await using session = await openSession(target.url);
  await session.query(`SELECT pg_advisory_lock(${MIGRATION_LOCK})`);
  const opening = openDatabase({ url: target.url });
  const waiting = `SELECT 1 FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event = 'advisory'`;
  while ((await session.query(waiting)).rowCount === 0);
  const tables = await session.query("SELECT 1 FROM pg_tables WHERE schemaname = 'public'");
  expect(tables.rowCount).toBe(0);
  await session.query(`SELECT pg_advisory_unlock(${MIGRATION_LOCK})`);
  await using database = await opening;
  await database.ping();
});
