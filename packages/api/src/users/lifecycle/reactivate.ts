import {
  ChangeStatusInput,
  ChangeStatusManyInput,
  ChangeStatusManyResult,
  ChangeStatusResult,
} from "@roster/contract";
import { procedureFor } from "../../trpc/procedure.js";
import { changeStatus, changeStatusMany } from "./change-status.js";
import { reactivation } from "./transitions.js";

/** Accepts the user's own tokens again. */
export const reactivate = procedureFor({ scope: "users:write", role: "editor" })
  .input(ChangeStatusInput)
  .output(ChangeStatusResult)
  .mutation(({ ctx, input }) => changeStatus(ctx, input, reactivation));

/** The same for up to 5,000 users. */
export const reactivateMany = procedureFor({ scope: "users:write", role: "editor" })
  .input(ChangeStatusManyInput)
  .output(ChangeStatusManyResult)
  .mutation(({ ctx, input }) => changeStatusMany(ctx, input, reactivation));
