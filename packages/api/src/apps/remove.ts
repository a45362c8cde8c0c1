import { setTimeout } from "node:timers/promises";
import { AppError, invalid, RemoveAppInput } from "@roster/contract";
import { INSTALLATION } from "@roster/db";
import { z } from "zod";
import { KEY_CACHE_MS } from "../auth/keyring.js";
import { FIRST_APP_ID } from "../bootstrap.js";
import { recordEvent } from "../changes/record-event.js";
import { procedureFor } from "../trpc/procedure.js";
import { appNotFound, assertAccess } from "./app.js";

/** Erases an app with its users, keys, schemas and indexes. If interrupted, it resumes when called again. */
export const remove = procedureFor({ scope: null, role: "owner" })
  .input(RemoveAppInput)
  .output(z.object({ id: z.string() }))
  .mutation(async ({ ctx, input: { id, name } }) => {
    const { database, keyring } = ctx.services;
    if (id === FIRST_APP_ID) {
      throw invalid([
        { path: ["id"], message: "cannot be removed: it is the app that every installation has" },
      ]);
    }
    assertAccess(ctx.actor, id);
    const app = await database.apps.get(id);
    if (!app) throw appNotFound(id);
    if (app.name !== name) {
      throw new AppError(
        "CONFLICT",
        `App ${id} has a different name; pass its exact name to confirm`,
        { details: { id } },
      );
    }
    await keyring.revokeAll(id);
    // Until then, other processes may still accept its keys.
    await setTimeout(KEY_CACHE_MS);
    await database.dataIndexes.removeAll(id);
    const isRemoved = await database.apps.remove(id);
    if (!isRemoved) throw appNotFound(id); // a concurrent call removed it
    await recordEvent(ctx, "app.removed", { appId: INSTALLATION, details: { appId: id, name } });
    return { id };
  });
