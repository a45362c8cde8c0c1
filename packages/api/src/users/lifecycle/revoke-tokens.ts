import {
  ChangeStatusInput,
  ChangeStatusManyInput,
  ChangeStatusManyResult,
  ChangeStatusResult,
} from "@roster/contract";
import { procedureFor } from "../../trpc/procedure.js";
import { changeStatus, changeStatusMany } from "./change-status.js";
import { revocation } from "./transitions.js";

/** Rejects all tokens of the user that were issued until now. */
export const revokeTokens = procedureFor({ scope: "users:write", role: "editor" })
  .input(ChangeStatusInput)
  .output(ChangeStatusResult)
  .mutation(({ ctx, input }) => changeStatus(ctx, input, revocation));

/** The same for up to 5,000 users. */
export const revokeTokensMany = procedureFor({ scope: "users:write", role: "editor" })
  .input(ChangeStatusManyInput)
  .output(ChangeStatusManyResult)
  .mutation(({ ctx, input }) => changeStatusMany(ctx, input, revocation));
