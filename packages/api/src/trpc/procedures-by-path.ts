import type { AnyTRPCProcedure, AnyTRPCRouter } from "@trpc/server";

/** tRPC types this record as nested like the router, but its keys are full paths. */
export function proceduresByPath(
  router: AnyTRPCRouter,
): Readonly<Record<string, AnyTRPCProcedure>> {
  const nested: unknown = router._def.procedures;
  return nested as Readonly<Record<string, AnyTRPCProcedure>>; // oxlint-disable-line typescript/consistent-type-assertions -- see above
}
