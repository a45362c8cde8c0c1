import {
  ChangeStatusInput,
  ChangeStatusManyInput,
  ChangeStatusManyResult,
  ChangeStatusResult,
} from "@roster/contract";
import { procedureFor } from "../../trpc/procedure.js";
import { changeStatus, changeStatusMany } from "./change-status.js";
import { deactivation } from "./transitions.js";

/** Rejects the user's own tokens from the next call on; servers can read and write the user as before. */
export const deactivate = procedureFor({ scope: "users:write", role: "editor" })
  .input(ChangeStatusInput)
  .output(ChangeStatusResult)
  .mutation(({ ctx, input }) => changeStatus(ctx, input, deactivation));

/** The same for up to 5,000 users. */
export const deactivateMany = procedureFor({ scope: "users:write", role: "editor" })
  .input(ChangeStatusManyInput)
  .output(ChangeStatusManyResult)
  .mutation(({ ctx, input }) => changeStatusMany(ctx, input, deactivation));
