import { z } from "zod";
import { DisplayName } from "../apps/app.js";
import { Timestamp } from "../users/user.js";
import { ScopeSchema } from "./scope.js";

/** The most addresses and ranges that a key can be limited to. */
const MAX_ALLOWED_RANGES = 100;

const MAX_RATE = 30_000_000;

/** Thirty days. */
const MAX_OVERLAP_SECONDS = 2_592_000;

const AddressRange = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]);
const RANGE_RULE = "must be an IP address or a range in CIDR notation, such as 203.0.113.0/24";

const Scopes = z
  .array(ScopeSchema)
  .min(1, "must name at least one scope")
  .max(ScopeSchema.options.length, "must name each scope once");

const rights = {
  /** When the key stops working; null: never. */
  expiresAt: Timestamp.nullable(),
  /** The most calls per minute, within the limits of the server; null: only those limits apply. */
  ratePerMinute: z.int().min(1).max(MAX_RATE).nullable(),
  /** The IP addresses and CIDR ranges from which it can be used, by its user tokens too; null: from everywhere. */
  allowFrom: z
    .array(z.string().refine((text) => AddressRange.safeParse(text).success, RANGE_RULE))
    .min(1, "must name at least one address or range; use null to allow all")
    .max(MAX_ALLOWED_RANGES)
    .nullable(),
};

/** An API key, without its secret. */
export const ApiKey = z.object({
  /** The public part, sent with every request. */
  key: z.string(),
  name: DisplayName,
  /** What its server tokens and user tokens may do at most. */
  scopes: z.array(ScopeSchema),
  ...rights,
  createdAt: Timestamp,
  /** When the key was revoked; null if it was not. */
  revokedAt: Timestamp.nullable(),
  /** When the key was last used, up to 30 seconds out of date; null if never. */
  lastUsedAt: Timestamp.nullable(),
  /** After a rotation, until when the previous secret is accepted as well; null if it is not. */
  previousSecretUntil: Timestamp.nullable(),
});
export type ApiKey = z.infer<typeof ApiKey>;

export const AddApiKeyInput = z.strictObject({
  name: DisplayName,
  /** Default: all scopes except `keys:write` and `audit:read`. A key can grant only scopes that it has. */
  scopes: Scopes.optional(),
  expiresAt: rights.expiresAt.optional(),
  ratePerMinute: rights.ratePerMinute.optional(),
  allowFrom: rights.allowFrom.optional(),
});
export type AddApiKeyInput = z.infer<typeof AddApiKeyInput>;

/** Absent fields keep their values. */
export const UpdateApiKeyInput = AddApiKeyInput.partial()
  .extend({ key: z.string().max(255) })
  .refine(({ key: _, ...changes }) => Object.values(changes).some((value) => value !== undefined), {
    message: "must name at least one property to change",
  });
export type UpdateApiKeyInput = z.infer<typeof UpdateApiKeyInput>;

export const UpdateApiKeyResult = z.object({ apiKey: ApiKey });
export type UpdateApiKeyResult = z.infer<typeof UpdateApiKeyResult>;

export const RotateApiKeyInput = z.strictObject({
  key: z.string().max(255),
  /** How long the current secret is still accepted, up to 30 days. An earlier one is not accepted any more. */
  overlapSeconds: z.int().min(0).max(MAX_OVERLAP_SECONDS),
});
export type RotateApiKeyInput = z.infer<typeof RotateApiKeyInput>;

/** An API key with its new secret. */
export const ApiKeySecret = z.object({
  apiKey: ApiKey,
  /** Returned only once, here. */
  secret: z.string(),
});
export type ApiKeySecret = z.infer<typeof ApiKeySecret>;

export const ListApiKeysResult = z.object({ apiKeys: z.array(ApiKey) });
export type ListApiKeysResult = z.infer<typeof ListApiKeysResult>;

export const RevokeApiKeyInput = z.strictObject({ key: z.string().max(255) });
export type RevokeApiKeyInput = z.infer<typeof RevokeApiKeyInput>;
