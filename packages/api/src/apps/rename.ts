import { App, RenameAppInput } from "@roster/contract";
import { recordEvent } from "../changes/record-event.js";
import { procedureFor } from "../trpc/procedure.js";
import { appNotFound, assertAccess, toApp } from "./app.js";

export const rename = procedureFor({ scope: null, role: "editor" })
  .input(RenameAppInput)
  .output(App)
  .mutation(async ({ ctx, input: { id, name } }) => {
    assertAccess(ctx.actor, id);
    const row = await ctx.services.database.apps.rename(id, name);
    if (!row) throw appNotFound(id);
    await recordEvent(ctx, "app.renamed", { appId: id, details: { name } });
    return toApp(row);
  });
