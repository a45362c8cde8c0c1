import { AddAppInput, App } from "@roster/contract";
import { INSTALLATION } from "@roster/db";
import { authorizeAdmin } from "../auth/actor.js";
import { generateAppId } from "../auth/random-strings.js";
import { recordEvent } from "../changes/record-event.js";
import { procedure } from "../trpc/procedure.js";
import { toApp } from "./app.js";

export const add = procedure
  .input(AddAppInput)
  .output(App)
  .mutation(async ({ ctx, input: { name } }) => {
    authorizeAdmin(ctx.actor);
    const app = await ctx.services.database.apps.add(generateAppId(), name);
    await recordEvent(ctx, "app.added", { appId: INSTALLATION, details: { appId: app.id, name } });
    return toApp(app);
  });
