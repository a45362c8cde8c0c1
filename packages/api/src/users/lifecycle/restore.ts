import {
  ChangeStatusInput,
  ChangeStatusManyInput,
  ChangeStatusManyResult,
  ChangeStatusResult,
} from "@roster/contract";
import { procedureFor } from "../../trpc/procedure.js";
import { changeStatus, changeStatusMany } from "./change-status.js";
import { restoration } from "./transitions.js";

/** Brings a soft-deleted user back, with its data; a user that is not deleted stays as it is. */
export const restore = procedureFor({ scope: "users:write", role: "editor" })
  .input(ChangeStatusInput)
  .output(ChangeStatusResult)
  .mutation(({ ctx, input }) => changeStatus(ctx, input, restoration));

/** The same for up to 5,000 users. */
export const restoreMany = procedureFor({ scope: "users:write", role: "editor" })
  .input(ChangeStatusManyInput)
  .output(ChangeStatusManyResult)
  .mutation(({ ctx, input }) => changeStatusMany(ctx, input, restoration));
