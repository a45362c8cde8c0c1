import {
  ChangeStatusInput,
  ChangeStatusManyInput,
  ChangeStatusManyResult,
  ChangeStatusResult,
} from "@roster/contract";
import { nowOf } from "../../trpc/now-of.js";
import { procedureFor } from "../../trpc/procedure.js";
import { changeStatus, changeStatusMany } from "./change-status.js";
import { unbanAt } from "./transitions.js";

/** Ends a ban. */
export const unban = procedureFor({ scope: "users:write", role: "editor" })
  .input(ChangeStatusInput)
  .output(ChangeStatusResult)
  .mutation(({ ctx, input }) => changeStatus(ctx, input, unbanAt(nowOf(ctx))));

/** The same for up to 5,000 users. */
export const unbanMany = procedureFor({ scope: "users:write", role: "editor" })
  .input(ChangeStatusManyInput)
  .output(ChangeStatusManyResult)
  .mutation(({ ctx, input }) => changeStatusMany(ctx, input, unbanAt(nowOf(ctx))));
