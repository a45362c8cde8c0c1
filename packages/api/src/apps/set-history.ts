import { App, SetHistoryInput } from "@roster/contract";
import { recordEvent } from "../changes/record-event.js";
import { procedureFor } from "../trpc/procedure.js";
import { appNotFound, toApp } from "./app.js";

/** Sets how much of the changes of the app's users is kept from now on: in all processes within five seconds. */
export const setHistory = procedureFor({ scope: null, role: "editor" })
  .input(SetHistoryInput)
  .output(App)
  .mutation(async ({ ctx, input: { history } }) => {
    const { actor, services } = ctx;
    const row = await services.database.appSettings.set(actor.appId, { history });
    if (!row) throw appNotFound(actor.appId);
    await recordEvent(ctx, "app.historySet", { details: { history } });
    return toApp(row);
  });
