import { ExportUserInput, type UserExport } from "@roster/contract";
import { JsonStream } from "@roster/contract/json";
import { z } from "zod";
import { sourceOf } from "../changes/source-of.js";
import { procedureFor } from "../trpc/procedure.js";
import { openUserExport } from "./export/open-user-export.js";

const Streamed = z.custom<JsonStream<UserExport>>((value) => value instanceof JsonStream);

/** Everything that Roster stores about a person, as one JSON document. A removed user's has only who changed it and when. */
export const exportUser = procedureFor({ scope: "users:read", role: "viewer" })
  .input(ExportUserInput)
  .output(Streamed)
  .query(async ({ ctx, input: { id } }) => {
    const { actor, services } = ctx;
    const chunks = await openUserExport(ctx, id);
    await services.database.audit.add({
      appId: actor.appId,
      type: "user.exported",
      source: sourceOf(ctx),
      userId: id,
      details: {},
    });
    return new JsonStream(chunks);
  });
