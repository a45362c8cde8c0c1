import { setTimeout } from "node:timers/promises";
import { AppError, invalid, RemoveAppInput } from "@roster/contract";
import { z } from "zod";
import { authorizeAdmin } from "../auth/actor.js";
import { KEY_CACHE_MS } from "../auth/keyring.js";
import { FIRST_APP_ID } from "../bootstrap.js";
import { procedure } from "../trpc/procedure.js";
import { appNotFound } from "./find-app.js";

/** Erases an app with its users, keys, schemas and indexes. Broken off, it goes on where it is called again. */
export const remove = procedure
  .input(RemoveAppInput)
  .output(z.object({ id: z.string() }))
  .mutation(async ({ ctx: { actor, services }, input: { id, name } }) => {
    authorizeAdmin(actor);
    const { database, keyring } = services;
    if (id === FIRST_APP_ID) {
      throw invalid([{ path: ["id"], message: "is the app that every installation keeps" }]);
    }
    const app = await database.apps.get(id);
    if (!app) throw appNotFound(id);
    if (app.name !== name) {
      throw new AppError("CONFLICT", `The app ${id} has another name`, { details: { id } });
    }
    await keyring.revokeAll(id);
    // So long other processes may still write for who comes with one of its keys.
    await setTimeout(KEY_CACHE_MS);
    await database.dataIndexes.removeAll(id);
    const isRemoved = await database.apps.remove(id);
    if (!isRemoved) throw appNotFound(id); // by another call, meanwhile
    return { id };
  });
