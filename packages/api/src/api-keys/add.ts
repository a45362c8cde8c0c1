import { AddApiKeyInput, AddApiKeyResult } from "@roster/contract";
import { authorizeAdmin } from "../auth/actor.js";
import { procedure } from "../trpc/procedure.js";
import { toApiKey } from "./to-api-key.js";

export const add = procedure
  .input(AddApiKeyInput)
  .output(AddApiKeyResult)
  .mutation(async ({ ctx: { actor, services }, input: { name, readsAudit } }) => {
    authorizeAdmin(actor);
    const { row, secret } = await services.keyring.add(actor.appId, { name, readsAudit });
    return { apiKey: toApiKey(row), secret };
  });
