import type {
  AdminRow,
  AdminSessionRow,
  ApiKeyRow,
  AppRow,
  DataIndexRow,
} from "../prisma/prisma-client-like.js";
import type { PasskeyRow } from "../admins/passkey-store.js";
import type { DataSchemaRow } from "../apps/data-schema-store.js";

interface UserRow {
  appId: string;
  id: string;
  data: { readonly text: string; readonly list: readonly (number | { readonly on: boolean })[] };
  version: number;
  createdAt: bigint;
  updatedAt: bigint;
  deactivatedAt: bigint | null;
  bannedAt: bigint | null;
  bannedUntil: bigint | null;
  banReason: string | null;
  tokensValidAfter: bigint | null;
  deletedData?: { readonly text: string };
  deletedCreatedAt: bigint | null;
}

interface SourceRow {
  type: string;
  at: bigint;
  userId: string;
  details: string;
  actorKind: string;
  actorId: string;
  actorName: string;
  onBehalfOf: string;
  surface: string;
  requestId: string;
}

interface ChangeRow extends SourceRow {
  appId: string;
  seq: bigint;
  version: number;
  createdAt: bigint;
  updatedAt: bigint;
  state: string;
  data: string;
  changed: string;
}

interface IdempotencyKeyRow {
  appId: string;
  key: string;
  bodyHash: string;
  answer: string;
  createdAt: bigint;
  owner: string | null;
}

interface UsageRow {
  appId: string;
  minute: bigint;
  kind: string;
  code: string;
  upTo: bigint;
  calls: bigint;
}

interface Model<Row> {
  create(args: { data: Row }): PromiseLike<unknown>;
  findMany(): PromiseLike<object[]>;
}

/** Every model of the schema, as in both generated clients. */
export interface Models {
  readonly app: Model<AppRow>;
  readonly apiKey: Model<ApiKeyRow>;
  readonly user: Model<UserRow>;
  readonly change: Model<ChangeRow>;
  readonly changeCounter: Model<{ appId: string; lastSeq: bigint; lastAt: bigint }>;
  readonly auditEvent: Model<SourceRow & { seq: bigint; appId: string }>;
  readonly admin: Model<AdminRow>;
  readonly adminSession: Model<AdminSessionRow>;
  readonly signInLimit: Model<{
    place: string;
    failures: number;
    freeAt: bigint;
    updatedAt: bigint;
  }>;
  readonly dataSchema: Model<DataSchemaRow & { appId: string }>;
  readonly idempotencyKey: Model<IdempotencyKeyRow>;
  readonly dataIndex: Model<DataIndexRow>;
  readonly usage: Model<UsageRow>;
  readonly rateBucket: Model<
    Record<"granted" | "capacity" | "askedAt" | "fullAt", bigint> & { id: string }
  >;
  readonly adminIdentity: Model<
    Record<"issuer" | "subject" | "adminId" | "admittedBy", string> & { createdAt: bigint }
  >;
  readonly passkey: Model<PasskeyRow>;
  readonly totpSecret: Model<
    Record<"adminId" | "secret", string> & Record<"lastStep" | "createdAt", bigint>
  >;
  readonly recoveryCode: Model<Record<"adminId" | "hash", string>>;
  readonly usedChallenge: Model<{ hash: string; expiresAt: bigint }>;
}
