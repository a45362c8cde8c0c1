import type { AppRouter } from "@roster/api";
import type { inferRouterOutputs } from "@trpc/server";

type Outputs = inferRouterOutputs<AppRouter>;

/** A change of a user as the dashboard's calls return it. */
export type Change = Outputs["users"]["history"]["changes"][number];

/** A change of a user, or an event that is about something else. */
export type AuditEntry = Outputs["audit"]["list"]["entries"][number];

export const isChange = (entry: AuditEntry): entry is Change => "version" in entry;
