import { invalid, Timestamp, UserId, UserOrder } from "@roster/contract";
import type { UserPosition } from "@roster/db";
import { z } from "zod";

const Cursor = z.tuple([UserOrder, Timestamp, UserId]);

/** Opaque to callers: the order of the page, and the last user on it. */
export function writeCursor(order: UserOrder, last: UserPosition): string {
  return Buffer.from(JSON.stringify([order, last.createdAt, last.id])).toString("base64url");
}

/** @throws AppError INVALID for a cursor that was not made by {@link writeCursor} for this order. */
export function readCursor(order: UserOrder, text: string): UserPosition {
  const cursor = Cursor.safeParse(parse(Buffer.from(text, "base64url").toString()));
  if (!cursor.success) refuse("is not a cursor of this API; pass nextCursor as it came");
  const [madeFor, createdAt, id] = cursor.data;
  if (madeFor !== order) refuse(`was made for order ${madeFor}; ask for the first page again`);
  return { createdAt, id };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refuse(message: string): never {
  throw invalid([{ path: ["cursor"], message }]);
}
