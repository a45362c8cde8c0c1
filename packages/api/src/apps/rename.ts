import { App, RenameAppInput } from "@roster/contract";
import { authorizeAdmin } from "../auth/actor.js";
import { recordEvent } from "../changes/record-event.js";
import { procedure } from "../trpc/procedure.js";
import { appNotFound, toApp } from "./app.js";

export const rename = procedure
  .input(RenameAppInput)
  .output(App)
  .mutation(async ({ ctx, input: { id, name } }) => {
    authorizeAdmin(ctx.actor);
    const row = await ctx.services.database.apps.rename(id, name);
    if (!row) throw appNotFound(id);
    await recordEvent(ctx, "app.renamed", { appId: id, details: { name } });
    return toApp(row);
  });
