import {
  type AuditEvent,
  type AuditType,
  type Change,
  type ChangeActor,
  type ChangeDetails,
  type ChangeType,
  formatUserPath,
  type Surface,
} from "@roster/contract";
import { trustedJsonText } from "@roster/contract/json";
import { toTimestamp } from "../clock.js";
import type { Row } from "../dialects/statement-runner.js";
import { parseState, toStateFields } from "../users/user-state.js";

/** A row of `selectChanges`. */
export interface ReadChange {
  readonly seq: bigint;
  /** In microseconds since 1970. */
  readonly at: bigint;
  /** Undefined if its data did not fit. */
  readonly entry: Change | undefined;
}

/** A row of `selectEvents`. */
export interface ReadEvent {
  readonly seq: bigint;
  readonly at: bigint;
  readonly entry: AuditEvent;
}

/** The types of the columns, as Roster writes them. */
type ChangeColumns = readonly [
  seq: unknown,
  type: ChangeType,
  userId: string,
  at: unknown,
  version: unknown,
  createdAt: unknown,
  state: string | null,
  details: string | null,
  ...origin: OriginColumns,
  fits: unknown,
  changed: string | null,
  data: string | null,
  before: string | null,
];

type EventColumns = readonly [
  seq: unknown,
  type: AuditType,
  userId: string | null,
  at: unknown,
  details: string,
  ...origin: OriginColumns,
];

type OriginColumns = [
  actorKind: ChangeActor["kind"],
  actorId: string,
  actorName: string | null,
  onBehalfOf: string | null,
  surface: Surface,
  requestId: string,
];

/** Integers may arrive as numbers or strings. */
const toBigInt = (value: unknown) => BigInt(String(value));

const parseDetails: (text: string) => ChangeDetails = JSON.parse;
const parseEventDetails: (text: string) => AuditEvent["details"] = JSON.parse;
const parseChanged: (text: string) => (string | [string])[] = JSON.parse;

export function toReadChange(row: Row): ReadChange {
  const [seq, type, userId, at, version, createdAt, state, details, ...rest] =
    row as unknown as ChangeColumns; // oxlint-disable-line typescript/consistent-type-assertions -- the columns of selectChanges
  const [kind, id, name, onBehalfOf, surface, requestId, fits, changed, data, before] = rest;
  const position = { seq: toBigInt(seq), at: toBigInt(at) };
  if (Number(fits) === 0) return { ...position, entry: undefined };
  const { status, ban, tokensValidAfter } = toStateFields(parseState(state));
  const isDeleted = type === "user.deleted" || toBigInt(createdAt) < 0n;
  const entry: Change = {
    seq: String(position.seq),
    type,
    userId,
    at: toTimestamp(position.at),
    ...toOrigin([kind, id, name, onBehalfOf, surface, requestId]),
    changed: toChangedPaths(type, changed),
    ...(details !== null && { details: parseDetails(details) }),
    version: Number(version),
    status: isDeleted ? "deleted" : status,
    ban,
    ...(tokensValidAfter !== undefined && { tokensValidAfter }),
    ...(data !== null && { data: trustedJsonText(data) }),
    ...(before !== null && { before: trustedJsonText(before) }),
  };
  return { ...position, entry };
}

export function toReadEvent(row: Row): ReadEvent {
  const [seq, type, userId, at, details, ...origin] = row as unknown as EventColumns; // oxlint-disable-line typescript/consistent-type-assertions -- the columns of selectEvents
  const position = { seq: toBigInt(seq), at: toBigInt(at) };
  const entry: AuditEvent = {
    seq: String(position.seq),
    type,
    at: toTimestamp(position.at),
    ...toOrigin(origin),
    ...(userId !== null && { userId }),
    details: parseEventDetails(details),
  };
  return { ...position, entry };
}

function toOrigin([kind, id, name, onBehalfOf, surface, requestId]: OriginColumns) {
  const actor: ChangeActor = {
    kind,
    id,
    ...(name !== null && { name }),
    ...(onBehalfOf !== null && { onBehalfOf }),
  };
  return { actor, surface, requestId };
}

/** What a change of a user's state changes. */
const stateFields: Partial<Record<ChangeType, string>> = {
  "user.deleted": "status",
  "user.restored": "status",
  "user.deactivated": "status",
  "user.reactivated": "status",
  "user.banned": "ban",
  "user.unbanned": "ban",
  "user.tokensRevoked": "tokensValidAfter",
};

function toChangedPaths(type: ChangeType, changed: string | null): string[] | null {
  const field = stateFields[type];
  if (field !== undefined) return [field];
  if (changed === null) return null;
  return parseChanged(changed).map((one) =>
    typeof one === "string" ? formatUserPath(["data", one]) : one[0],
  );
}
