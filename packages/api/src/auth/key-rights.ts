import { BlockList, isIPv6 } from "node:net";
import { type AddApiKeyInput, type Scope, ScopeSchema } from "@roster/contract";
import { type ApiKeyRights, type ApiKeyRow, fromTimestamp } from "@roster/db";

type RightsInput = Partial<Omit<AddApiKeyInput, "name">>;

/** The given rights as columns; absent ones stay absent. */
export function toColumns(input: RightsInput): Partial<ApiKeyRights> {
  const { scopes, expiresAt, ratePerMinute, allowFrom } = input;
  return {
    ...(scopes && { scopes: formatScopes(scopes) }),
    ...(expiresAt !== undefined && {
      expiresAt: expiresAt === null ? null : fromTimestamp(expiresAt),
    }),
    ...(ratePerMinute !== undefined && { ratePerMinute }),
    ...(allowFrom !== undefined && { allowFrom: allowFrom && allowFrom.join(" ") }),
  };
}

/** Whether the key is neither revoked nor expired. */
export const isActive = ({ revokedAt, expiresAt }: ApiKeyRow, now: bigint) =>
  revokedAt === null && (expiresAt === null || expiresAt > now);

/** Each once, in the order of their definition. */
const formatScopes = (scopes: readonly Scope[]) =>
  ScopeSchema.options.filter((scope) => scopes.includes(scope)).join(" ");

/** The scopes that only a later release knows. */
export function unknownScopesOf({ scopes }: Pick<ApiKeyRow, "scopes">): string[] {
  return scopes.split(" ").filter((name) => !ScopeSchema.safeParse(name).success);
}

/** Without the scopes that only a later release knows. */
export function scopesOf({ scopes }: Pick<ApiKeyRow, "scopes">): Scope[] {
  const names = scopes.split(" ");
  return ScopeSchema.options.filter((scope) => names.includes(scope));
}

export const rangesOf = ({ allowFrom }: Pick<ApiKeyRow, "allowFrom">) =>
  allowFrom === null ? null : allowFrom.split(" ");

/** Whether an address is in one of the ranges; null if all are allowed. */
export function toAddressCheck(row: ApiKeyRow): ((address: string) => boolean) | null {
  const ranges = rangesOf(row);
  if (!ranges) return null;
  const list = new BlockList();
  for (const range of ranges) {
    const [address = "", prefix] = range.split("/");
    const family = familyOf(address);
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  return (address) => list.check(address, familyOf(address));
}

const familyOf = (address: string) => (isIPv6(address) ? "ipv6" : "ipv4");
