import type { ListAuditInput } from "@roster/contract";
import type { AuditPosition } from "@roster/db";
import { z } from "zod";
import {
  decodeCursor,
  encodeCursor,
  fingerprintOf,
  rejectCursor,
} from "../paging/opaque-cursor.js";

const Integer = z
  .string()
  .regex(/^\d{1,18}$/)
  .transform(BigInt);

/** The fingerprint of the filters, and the position. */
const Cursor = z.tuple([z.string(), Integer, Integer, Integer]);

type Filters = Omit<ListAuditInput, "limit" | "cursor">;

export function writeCursor(filters: Filters, { change, event }: AuditPosition): string {
  return encodeCursor([fingerprint(filters), ...[change, event.at, event.seq].map(String)]);
}

/** @throws AppError INVALID for a cursor that {@link writeCursor} did not create for these filters. */
export function readCursor(filters: Filters, text: string): AuditPosition {
  const [given, change, at, seq] = decodeCursor(Cursor, text);
  if (given !== fingerprint(filters)) {
    rejectCursor("belongs to another query; keep the filters, or start at the first page");
  }
  return { change, event: { at, seq } };
}

function fingerprint({ userId, actor, types, from, to }: Filters): string {
  return fingerprintOf(JSON.stringify([userId, actor, types?.toSorted(), from, to]));
}
