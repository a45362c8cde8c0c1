import type { ReplayedUser } from "@roster/contract";
import { decryptResponse, encryptResponse } from "../idempotency/encrypt-response.js";
import {
  type CallFingerprint,
  type IdempotencyRecord,
  MAX_RESPONSE_SIZE,
} from "../idempotency/idempotency-record.js";
import { toUser, type UserRow } from "./user-row.js";
import { storedStateOf, toStateFields, type UserStateFields } from "./user-state.js";

/** The patched user without its id. Data is JSON, and absent if the response would be too large with it. */
interface PatchResponse {
  readonly data?: string;
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** Absent for an active user. */
  readonly state?: UserStateFields | undefined;
}

/** The response to store: the outcome of updateUsers is known in advance, since it compares the version. */
export function encodePatchResponse(
  call: CallFingerprint,
  { row, dataJson, now }: { row: UserRow; dataJson: string; now: bigint },
): string {
  const changes = dataJson === row.dataJson ? 0 : 1;
  const later = row.updatedAt < now ? now : row.updatedAt + 1n;
  const reference: PatchResponse = {
    version: row.version + changes,
    createdAt: String(row.createdAt),
    updatedAt: String(changes === 0 ? row.updatedAt : later),
    state: storedStateOf(toStateFields(row.state)),
  };
  const complete = JSON.stringify({ data: dataJson, ...reference });
  const isTooLarge = complete.length > MAX_RESPONSE_SIZE;
  return encryptResponse(call, isTooLarge ? JSON.stringify(reference) : complete);
}

/** The first response; null if the user has been removed since. */
export function readPatchResponse(
  call: CallFingerprint,
  { response }: IdempotencyRecord,
  { id, current }: { id: string; current: UserRow | undefined },
): ReplayedUser | null {
  const stored = JSON.parse(decryptResponse(call, response)) as PatchResponse; // oxlint-disable-line typescript/consistent-type-assertions -- encodePatchResponse wrote it
  const { data, version, state, ...times } = stored;
  const [createdAt, updatedAt] = [BigInt(times.createdAt), BigInt(times.updatedAt)];
  if (current?.createdAt !== createdAt) return null;
  const written = toUser({ id, dataJson: data ?? "{}", version, createdAt, updatedAt });
  const user = { ...written, ...state };
  if (data !== undefined) return user;
  return current.version === version ? toUser(current) : { ...user, dataOmitted: true };
}
