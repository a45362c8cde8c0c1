import { App, RenameAppInput } from "@roster/contract";
import { authorizeAdmin } from "../auth/actor.js";
import { procedure } from "../trpc/procedure.js";
import { appNotFound, toApp } from "./app.js";

export const rename = procedure
  .input(RenameAppInput)
  .output(App)
  .mutation(async ({ ctx: { actor, services }, input: { id, name } }) => {
    authorizeAdmin(actor);
    const row = await services.database.apps.rename(id, name);
    if (!row) throw appNotFound(id);
    return toApp(row);
  });
