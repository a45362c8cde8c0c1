import { PrismaPg } from "@prisma/adapter-pg";
import { sqltag as sql } from "@prisma/client/runtime/client";
import { describe, expect, test } from "vitest";
import type { DialectName } from "../dialects/dialect.js";
import { createSqliteAdapter } from "../dialects/sqlite/adapter.js";
import { ThreadWriter } from "../dialects/sqlite/writer.js";
import { readSqliteUrl } from "../dialects/sqlite/url.js";
import { Prisma, PrismaClient as PostgresqlClient } from "../generated/postgresql/client.js";
import { PrismaClient as SqliteClient } from "../generated/sqlite/client.js";
import type { Models } from "../testing/schema-models.js";
import { backends, openTestDatabase, testSource } from "../testing.js";

const names = [
  "app",
  "apiKey",
  "user",
  "change",
  "changeCounter",
  "auditEvent",
  "idempotencyKey",
  "admin",
  "adminSession",
  "signInLimit",
  "dataSchema",
  "dataIndex",
  "usage",
  "rateBucket",
  "adminIdentity",
  "passkey",
  "totpSecret",
  "recoveryCode",
  "usedChallenge",
] as const;
const time = 1_795_455_852_123_456n;
const source = {
  type: "user.created",
  at: time,
  userId: "a",
  details: "{}",
  actorKind: "apiKey",
  actorId: "key",
  actorName: "Key",
  onBehalfOf: "ada",
  surface: "trpc",
  requestId: "request",
};
const state = {
  deactivatedAt: null,
  bannedAt: null,
  bannedUntil: null,
  banReason: null,
  tokensValidAfter: null,
  deletedCreatedAt: null,
};
const rows = {
  app: {
    id: "app",
    name: "App",
    createdAt: time,
    history: "thin",
    userReads: "byId",
    publicFields: "[]",
  },
  apiKey: {
    key: "key",
    appId: "app",
    name: "Key",
    secret: "s",
    createdAt: time,
    revokedAt: null,
    lastUsedAt: time,
    scopes: "users:read",
    expiresAt: time,
    ratePerMinute: 60,
    allowFrom: "10.0.0.0/8",
    previousSecret: "p",
    previousSecretUntil: time,
  },
  user: {
    appId: "app",
    id: "a",
    data: { text: "é😀", list: [1, -0.5, { on: true }] },
    version: 1,
    createdAt: time,
    updatedAt: time + 1n,
    ...state,
    deletedData: { text: "é" },
  },
  change: {
    ...source,
    appId: "app",
    seq: 1n,
    version: 1,
    createdAt: time,
    updatedAt: time,
    state: "{}",
    data: "{}",
    changed: "[]",
  },
  changeCounter: { appId: "app", lastSeq: 1n, lastAt: time },
  auditEvent: { ...source, seq: 1n, appId: "app" },
  admin: {
    id: "admin",
    email: "ann@example.com",
    name: "Ann",
    role: "owner",
    apps: "[]",
    passwordHash: "hash",
    settingHash: "hash",
    credentialsAt: time,
    createdAt: time,
    signedInAt: time,
    invitationHash: "hash",
    invitationExpiresAt: time,
  },
  adminSession: {
    tokenHash: "hash",
    adminId: "admin",
    createdAt: time,
    expiresAt: time,
    lastSeenAt: time,
    credentialsAt: time,
    userAgent: "",
  },
  signInLimit: { place: "all", failures: 1, freeAt: time, updatedAt: time },
  dataSchema: { appId: "app", version: 1, schema: "{}", appliesTo: "allUsers", createdAt: time },
  idempotencyKey: {
    appId: "app",
    key: "key",
    bodyHash: "hash",
    answer: "",
    createdAt: time,
    owner: "hash",
  },
  dataIndex: {
    appId: "app",
    path: "data.a",
    isUnique: true,
    state: "ready",
    version: 2,
    createdAt: time,
  },
  usage: { appId: "app", minute: time, kind: "adds", code: "OK", upTo: 500n, calls: 1n },
  rateBucket: { id: "hash", granted: 1n, capacity: 2n, askedAt: time, fullAt: time },
  adminIdentity: {
    issuer: "https://issuer",
    subject: "ada",
    adminId: "admin",
    admittedBy: "setting",
    createdAt: time,
  },
  passkey: {
    id: "credential",
    adminId: "admin",
    name: "Laptop",
    publicKey: "key",
    counter: 1n,
    transports: "[]",
    createdAt: time,
    lastUsedAt: null,
  },
  totpSecret: { adminId: "admin", secret: "sealed", lastStep: 1n, createdAt: time },
  recoveryCode: { adminId: "admin", hash: "hash" },
  usedChallenge: { hash: "hash", expiresAt: time },
} as const;
const tables = {
  app: sql`SELECT * FROM apps`,
  apiKey: sql`SELECT * FROM api_keys`,
  user: sql`SELECT * FROM users`,
  change: sql`SELECT * FROM changes`,
  changeCounter: sql`SELECT * FROM change_counters`,
  auditEvent: sql`SELECT * FROM audit_events`,
  admin: sql`SELECT * FROM admins`,
  adminSession: sql`SELECT * FROM admin_sessions`,
  signInLimit: sql`SELECT * FROM sign_in_limits`,
  dataSchema: sql`SELECT * FROM data_schemas`,
  idempotencyKey: sql`SELECT * FROM idempotency_keys`,
  dataIndex: sql`SELECT * FROM data_indexes`,
  usage: sql`SELECT * FROM usage`,
  rateBucket: sql`SELECT * FROM rate_buckets`,
  adminIdentity: sql`SELECT * FROM admin_identities`,
  passkey: sql`SELECT * FROM passkeys`,
  totpSecret: sql`SELECT * FROM totp_secrets`,
  recoveryCode: sql`SELECT * FROM recovery_codes`,
  usedChallenge: sql`SELECT * FROM used_challenges`,
};

/** The generated client itself: PrismaClientLike is only a part of it. */
function openClient(backend: DialectName, url: string) {
  return backend === "sqlite"
    ? new SqliteClient({
        adapter: createSqliteAdapter({
          writer: new ThreadWriter({ path: readSqliteUrl(url), onOpenSql: "" }),
        }),
      })
    : new PostgresqlClient({ adapter: new PrismaPg({ connectionString: url }) });
}

describe.each(backends)("the migrations on %s", (backend) => {
  test("create the tables of the Prisma schema, column for column", async () => {
    await using database = await openTestDatabase(backend);
    const client = openClient(backend, database.url);
    const models: Models = client;
    await models.app.create({ data: rows.app });
    await models.apiKey.create({ data: rows.apiKey });
    await models.user.create({ data: rows.user });
    await models.change.create({ data: rows.change });
    await models.changeCounter.create({ data: rows.changeCounter });
    await models.auditEvent.create({ data: rows.auditEvent });
    await models.admin.create({ data: rows.admin });
    await models.adminSession.create({ data: rows.adminSession });
    await models.signInLimit.create({ data: rows.signInLimit });
    await models.dataSchema.create({ data: rows.dataSchema });
    await models.idempotencyKey.create({ data: rows.idempotencyKey });
    await models.dataIndex.create({ data: rows.dataIndex });
    await models.usage.create({ data: rows.usage });
    await models.rateBucket.create({ data: rows.rateBucket });
    await models.adminIdentity.create({ data: rows.adminIdentity });
    await models.passkey.create({ data: rows.passkey });
    await models.totpSecret.create({ data: rows.totpSecret });
    await models.recoveryCode.create({ data: rows.recoveryCode });
    await models.usedChallenge.create({ data: rows.usedChallenge });
    for (const name of names) {
      expect(await models[name].findMany()).toEqual([rows[name]]);
      const [stored] = await client.$queryRaw<object[]>(tables[name]);
      // The same number of columns: the table has no others.
      expect(Object.keys(stored ?? {})).toHaveLength(Object.keys(rows[name]).length);
    }
    await client.$disconnect();
  });

  test("let Prisma's tools read what the stores write, data included", async () => {
    await using database = await openTestDatabase(backend, { clock: () => time });
    await database.users
      .by(testSource)
      .add("app", { id: "a", dataJson: JSON.stringify(rows.user.data) });
    const client = openClient(backend, database.url);
    const models: Models = client;
    expect(await models.user.findMany()).toEqual([
      { ...rows.user, updatedAt: time, deletedData: null },
    ]);
    await client.$disconnect();
  });
});

test("these tests cover every model of the schema", () => {
  const models = names.map((name) => name.replace(/^./, (letter) => letter.toUpperCase()));
  expect(Object.keys(Prisma.ModelName)).toEqual(models);
});
