import type { AppRouter } from "@roster/api";
import type { inferRouterOutputs } from "@trpc/server";

type Outputs = inferRouterOutputs<AppRouter>["users"];

/** A user as the dashboard's calls return it. */
export type User = Outputs["get"];

export type UserPage = Outputs["list"];

export type AddUserResult = Outputs["add"];
