import type { JsonObject, JsonValue } from "@roster/contract/json";
import type { AnyTRPCProcedure } from "@trpc/server";
import { z } from "zod";
import { router } from "../router.js";
import { exampleFromSchema } from "./example-from-schema.js";
import { procedureDocs } from "./procedure-docs.js";

/** A procedure of the router, told in data: what a page needs to let people call it. */
export interface ProcedureDescription {
  /** As the router names it: `users.add`. */
  readonly path: string;
  readonly kind: "query" | "mutation";
  /** What it does, in a sentence; empty for a procedure that nobody has described. */
  readonly summary: string;
  /** Whether it takes away what cannot be had back. */
  readonly isDestructive: boolean;
  /** JSON Schema of its input; null where it takes none. Rules that no JSON Schema can say are not in it. */
  readonly input: JsonObject | null;
  readonly example: JsonValue;
}

/** All procedures of the router, in its order: one that is added is there by itself. */
export function describeProcedures(): ProcedureDescription[] {
  return Object.entries(proceduresByPath()).flatMap(([path, procedure]) => {
    const { type } = procedure._def;
    if (type === "subscription") return [];
    const schema = inputSchemaOf(procedure);
    const input = schema ? toJsonSchema(schema) : null;
    const doc = procedureDocs[path];
    return {
      path,
      kind: type,
      summary: doc?.summary ?? "",
      isDestructive: type === "mutation" && /\.(?:remove|revoke|delete|erase)/.test(path),
      input,
      example: doc?.example ?? (input ? exampleFromSchema(input) : null),
    };
  });
}

/** The schema that the router itself holds the procedure's input to. */
export function inputSchemaOf(procedure: AnyTRPCProcedure): z.ZodType | undefined {
  const { inputs }: { inputs?: readonly unknown[] } = procedure._def;
  return inputs?.find((parser) => parser instanceof z.ZodType);
}

/** tRPC's type nests this record like the router; its keys are whole paths. */
export function proceduresByPath(): Readonly<Record<string, AnyTRPCProcedure>> {
  const nested: unknown = router._def.procedures;
  return nested as Readonly<Record<string, AnyTRPCProcedure>>; // oxlint-disable-line typescript/consistent-type-assertions -- as said above
}

/** As callers write it; what JSON Schema cannot say is left open. */
function toJsonSchema(schema: z.ZodType): JsonObject {
  const text = JSON.stringify(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }));
  return JSON.parse(text) as JsonObject; // oxlint-disable-line typescript/consistent-type-assertions -- z.toJSONSchema makes an object
}
