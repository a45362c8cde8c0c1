import {
  ChangeStatusInput,
  ChangeStatusManyInput,
  ChangeStatusManyResult,
  ChangeStatusResult,
} from "@roster/contract";
import { procedure } from "../../trpc/procedure.js";
import { changeStatus, changeStatusMany } from "./change-status.js";
import { reactivation } from "./transitions.js";

/** Accepts the user's own tokens again. */
export const reactivate = procedure
  .input(ChangeStatusInput)
  .output(ChangeStatusResult)
  .mutation(({ ctx, input }) => changeStatus(ctx, input, reactivation));

/** The same for up to 5,000 users. */
export const reactivateMany = procedure
  .input(ChangeStatusManyInput)
  .output(ChangeStatusManyResult)
  .mutation(({ ctx, input }) => changeStatusMany(ctx, input, reactivation));
