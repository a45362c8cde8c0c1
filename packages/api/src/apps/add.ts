import { AddAppInput, App } from "@roster/contract";
import { authorizeAdmin } from "../auth/actor.js";
import { generateAppId } from "../auth/random-strings.js";
import { procedure } from "../trpc/procedure.js";
import { toApp } from "./app.js";

export const add = procedure
  .input(AddAppInput)
  .output(App)
  .mutation(async ({ ctx: { actor, services }, input: { name } }) => {
    authorizeAdmin(actor);
    return toApp(await services.database.apps.add(generateAppId(), name));
  });
