import { App, SetUserReadsInput } from "@roster/contract";
import { recordEvent } from "../changes/record-event.js";
import { procedureFor } from "../trpc/procedure.js";
import { appNotFound, toApp } from "./app.js";

/** Sets which users a user token can read, and which of their data: in all processes within five seconds. */
export const setUserReads = procedureFor({ scope: null, role: "editor" })
  .input(SetUserReadsInput)
  .output(App)
  .mutation(async ({ ctx, input: { userReads, publicFields } }) => {
    const { actor, services } = ctx;
    const fields = publicFields && JSON.stringify(publicFields);
    const settings = { userReads, publicFields: fields };
    const row = await services.database.appSettings.set(actor.appId, settings);
    if (!row) throw appNotFound(actor.appId);
    await recordEvent(ctx, "app.userReadsSet", { details: settings });
    return toApp(row);
  });
