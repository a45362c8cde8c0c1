import type { UserExport } from "@roster/contract";
import { stringifyJson } from "@roster/contract/json";
import { type AuditPosition, toTimestamp } from "@roster/db";
import type { Actor } from "../../auth/actor.js";
import type { ResponseMemory } from "../../response-memory.js";
import { scanRequestOf } from "../../scans/scan-request.js";
import type { Context } from "../../trpc/context.js";
import { nowOf } from "../../trpc/now-of.js";
import { idempotencyOwnerOf } from "../idempotency/idempotent-call.js";
import { returnUser } from "../hold-users.js";
import { userNotFound } from "../user-errors.js";

type ExportContext = Context & { readonly actor: Actor };

/** Some entries of the log as JSON, and how to read those after them. */
interface Page {
  readonly entries: readonly string[];
  readonly next: (() => Promise<Page>) | undefined;
}

/** How many entries are read at once. */
const PAGE_SIZE = 100;

/**
 * A user's export in pieces: a page of the log is read once the one before it is written.
 *
 * @throws AppError NOT_FOUND if nothing is known about the user.
 */
export async function openUserExport(
  ctx: ExportContext,
  id: string,
): Promise<AsyncIterable<string>> {
  const { database, responseMemory } = ctx.services;
  const { appId } = ctx.actor;
  const [user, idempotencyKeys, changes, events] = await Promise.all([
    database.users.get(appId, id),
    database.idempotencyKeys.count(appId, idempotencyOwnerOf(id)),
    readChanges(ctx, id),
    readEvents(ctx, id),
  ]);
  if (!user && changes.entries.length === 0 && events.entries.length === 0) throw userNotFound(id);
  const exportedAt = toTimestamp(nowOf(ctx));
  const head = {
    format: "roster.user.v1",
    exportedAt,
    user: user && returnUser(ctx, user),
    idempotencyKeys,
  } as const;
  return writeExport(head, { changes, events, memory: responseMemory });
}

interface Log {
  readonly changes: Page;
  readonly events: Page;
  readonly memory: ResponseMemory;
}

async function* writeExport(
  head: Omit<UserExport, "changes" | "events">,
  { changes, events, memory }: Log,
): AsyncGenerator<string, void> {
  yield `${stringifyJson(head).slice(0, -1)},"changes":[`;
  yield* writeEntries(changes, memory);
  yield '],"events":[';
  yield* writeEntries(events, memory);
  yield "]}";
}

/** Counts each page as held until it is written, since a client may read slowly. */
async function* writeEntries(first: Page, memory: ResponseMemory): AsyncGenerator<string, void> {
  let separator = "";
  for (let page: Page | undefined = first; page; page = await page.next?.()) {
    const size = page.entries.reduce((sum, { length }) => sum + length, 0);
    memory.hold(size);
    try {
      for (const entry of page.entries) {
        yield separator + entry;
        separator = ",";
      }
    } finally {
      memory.release(size);
    }
  }
}

function readChanges(ctx: ExportContext, userId: string, before?: bigint): Promise<Page> {
  const { database, responseMemory } = ctx.services;
  const { actor } = ctx;
  return responseMemory.withPage(actor, async (maxBytes) => {
    const query = { userId, before, limit: PAGE_SIZE, maxBytes };
    const page = await database.changes.history(actor.appId, query, scanRequestOf(ctx));
    const last = page.changes.at(-1);
    return {
      // The data before a change is that of the next entry.
      entries: page.changes.map((change) => stringifyJson({ ...change, before: undefined })),
      next: page.hasMore && last ? () => readChanges(ctx, userId, BigInt(last.seq)) : undefined,
    };
  });
}

async function readEvents(
  ctx: ExportContext,
  userId: string,
  after?: AuditPosition,
): Promise<Page> {
  const query = { isWithInstallation: false, userId, changeTypes: [], limit: PAGE_SIZE, after };
  const { changes } = ctx.services.database;
  const page = await changes.list(ctx.actor.appId, { ...query, maxBytes: 0 }, scanRequestOf(ctx));
  const { entries, next } = page;
  return {
    entries: entries.map(stringifyJson),
    next: next ? () => readEvents(ctx, userId, next) : undefined,
  };
}
