import { App, SetHistoryInput } from "@roster/contract";
import { authorizeAdmin } from "../auth/actor.js";
import { recordEvent } from "../changes/record-event.js";
import { procedure } from "../trpc/procedure.js";
import { appNotFound, toApp } from "./app.js";

/** Sets how much of the changes of the app's users is kept from now on: in all processes within five seconds. */
export const setHistory = procedure
  .input(SetHistoryInput)
  .output(App)
  .mutation(async ({ ctx, input: { history } }) => {
    const { actor, services } = ctx;
    authorizeAdmin(actor);
    const row = await services.database.historyModes.set(actor.appId, history);
    if (!row) throw appNotFound(actor.appId);
    await recordEvent(ctx, "app.historySet", { details: { history } });
    return toApp(row);
  });
