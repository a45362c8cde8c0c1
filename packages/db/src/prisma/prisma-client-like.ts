import type { PrismaPromise, Sql } from "@prisma/client/runtime/client";

/** Rows of the tables that are accessed through Prisma's models; users are accessed with SQL (user-store.ts). */
export interface AppRow extends AppSettingsRow {
  id: string;
  name: string;
  createdAt: bigint;
}

export interface AppSettingsRow {
  /** A `HistoryMode`. */
  history: string;
  /** A `UserReads`. */
  userReads: string;
  /** A JSON array of data paths; null: all. */
  publicFields: string | null;
}

export interface ApiKeyRow {
  key: string;
  appId: string;
  name: string;
  secret: string;
  createdAt: bigint;
  revokedAt: bigint | null;
  lastUsedAt: bigint | null;
  /** Separated by spaces. */
  scopes: string;
  expiresAt: bigint | null;
  ratePerMinute: number | null;
  /** Separated by spaces; null: everywhere. */
  allowFrom: string | null;
  previousSecret: string | null;
  previousSecretUntil: bigint | null;
}

export interface AdminRow {
  id: string;
  email: string | null;
  name: string;
  /** An `AdminRole`. */
  role: string;
  /** A JSON array of app ids; null: all apps. */
  apps: string | null;
  passwordHash: string | null;
  settingHash: string | null;
  credentialsAt: bigint;
  createdAt: bigint;
  signedInAt: bigint | null;
  invitationHash: string | null;
  invitationExpiresAt: bigint | null;
}

export interface AdminSessionRow {
  tokenHash: string;
  adminId: string;
  createdAt: bigint;
  expiresAt: bigint;
  lastSeenAt: bigint;
  credentialsAt: bigint;
  userAgent: string;
}

export type DataIndexState = "building" | "ready" | "failed";

export interface DataIndexRow {
  appId: string;
  /** As `formatUserPath` writes it. */
  path: string;
  isUnique: boolean;
  /** A {@link DataIndexState}. */
  state: string;
  /** The `INDEX_VERSION` that it was built with. */
  version: number;
  createdAt: bigint;
}

/**
 * The part of a Prisma client that Roster uses. A union of the two generated clients cannot be called; both
 * satisfy this interface without a cast.
 */
export interface PrismaClientLike {
  $queryRaw<Rows>(query: Sql): PrismaPromise<Rows>;
  $executeRaw(query: Sql): PromiseLike<number>;
  /** Runs all statements or none, without JavaScript between them. */
  $transaction<Result>(statements: PrismaPromise<Result>[]): Promise<Result[]>;
  $disconnect(): Promise<void>;

  readonly app: {
    create(args: {
      data: Omit<AppRow, keyof AppSettingsRow> & Partial<AppSettingsRow>;
    }): PromiseLike<AppRow>;
    findMany(args: { orderBy: { createdAt: "asc" } }): PromiseLike<AppRow[]>;
    findUnique(args: { where: { id: string } }): PromiseLike<AppRow | null>;
    updateManyAndReturn(args: {
      where: { id: string };
      data: Partial<AppSettingsRow> | Pick<AppRow, "name">;
    }): PromiseLike<AppRow[]>;
  };
  readonly apiKey: {
    create(args: { data: ApiKeyRow }): PromiseLike<ApiKeyRow>;
    upsert(args: {
      where: { key: string };
      create: ApiKeyRow;
      update: Pick<ApiKeyRow, "secret" | "revokedAt" | "previousSecret" | "previousSecretUntil">;
    }): PromiseLike<ApiKeyRow>;
    findUnique(args: { where: { key: string } }): PromiseLike<ApiKeyRow | null>;
    findMany(args: {
      where: {
        appId?: string;
        key?: { gt: string };
        expiresAt?: { gte: bigint };
        revokedAt?: null;
      };
      orderBy: { createdAt: "asc" } | { key: "asc" } | { expiresAt: "asc" };
      take?: number;
    }): PromiseLike<ApiKeyRow[]>;
    updateMany(args: {
      where: { appId: string; key?: string; scopes?: string; revokedAt: null };
      data: Partial<ApiKeyRow>;
    }): PromiseLike<{ count: number }>;
  };
  readonly admin: {
    findUnique(args: {
      where: { id: string } | { email: string } | { invitationHash: string };
    }): PromiseLike<AdminRow | null>;
    findMany(args: { orderBy: { createdAt: "asc" } }): PromiseLike<AdminRow[]>;
  };
  readonly adminSession: {
    create(args: { data: AdminSessionRow }): PromiseLike<AdminSessionRow>;
    deleteMany(args: {
      where: { tokenHash?: string; adminId?: string };
    }): PromiseLike<{ count: number }>;
  };
  readonly dataIndex: {
    upsert(args: {
      where: { appId_path: { appId: string; path: string } };
      create: DataIndexRow;
      update: { state: DataIndexState };
    }): PromiseLike<DataIndexRow>;
    findMany(args: {
      where: { appId: string } | { version: { lt: number } };
      orderBy: { createdAt: "asc" };
    }): PromiseLike<DataIndexRow[]>;
    updateMany(args: {
      where: { appId: string; path: string };
      data: { state: DataIndexState; version?: number };
    }): PromiseLike<{ count: number }>;
    deleteMany(args: { where: { appId: string; path: string } }): PromiseLike<{ count: number }>;
  };
}
