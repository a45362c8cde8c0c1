import { AddAppInput, App } from "@roster/contract";
import { INSTALLATION } from "@roster/db";
import { generateAppId } from "../auth/random-strings.js";
import { recordEvent } from "../changes/record-event.js";
import { procedureFor } from "../trpc/procedure.js";
import { toApp } from "./app.js";

export const add = procedureFor({ scope: null, role: "owner", allApps: true })
  .input(AddAppInput)
  .output(App)
  .mutation(async ({ ctx, input: { name } }) => {
    const app = await ctx.services.database.apps.add(generateAppId(), name);
    await recordEvent(ctx, "app.added", { appId: INSTALLATION, details: { appId: app.id, name } });
    return toApp(app);
  });
