import type { AnyTRPCProcedure, AnyTRPCRouter } from "@trpc/server";
import type { Access } from "../auth/access.js";

/** A procedure with its meta, which tRPC forgets. */
type AnyProcedure = AnyTRPCProcedure & { readonly _def: { readonly meta?: Access } };

/** tRPC types this record as nested like the router, but its keys are full paths. */
export function proceduresByPath(router: AnyTRPCRouter): Readonly<Record<string, AnyProcedure>> {
  const nested: unknown = router._def.procedures;
  return nested as Readonly<Record<string, AnyProcedure>>; // oxlint-disable-line typescript/consistent-type-assertions -- see above
}
