import type { AdminRole } from "@roster/contract";
import type { JsonObject, JsonValue } from "@roster/contract/json";
import type { AnyTRPCProcedure } from "@trpc/server";
import { z } from "zod";
import { parseJsonObject } from "../json/json-object.js";
import { router } from "../router.js";
import { accessOf } from "../trpc/procedure.js";
import { proceduresByPath } from "../trpc/procedures-by-path.js";
import { exampleFromSchema } from "./example-from-schema.js";
import { procedureDocs } from "./procedure-docs.js";

/** A description of a procedure: everything a page needs to let people call it. */
export interface ProcedureDescription {
  /** The path in the router, such as `users.add`. */
  readonly path: string;
  readonly kind: "query" | "mutation";
  /** A summary in one sentence; empty if undocumented. */
  readonly summary: string;
  /** Whether it irreversibly removes something. */
  readonly isDestructive: boolean;
  /** The least that an administrator must be to call it. */
  readonly role: AdminRole;
  /** Whether only administrators of all apps can call it. */
  readonly allApps: boolean;
  /** The JSON Schema of its input, without rules that JSON Schema cannot express; null if it takes none. */
  readonly input: JsonObject | null;
  readonly example: JsonValue;
}

/** All procedures of the router, in its order. */
export function describeProcedures(): ProcedureDescription[] {
  return Object.entries(proceduresByPath(router)).flatMap(([path, procedure]) => {
    const { type, meta } = procedure._def;
    if (type === "subscription") return [];
    const schema = inputSchemaOf(procedure);
    const input = schema ? toJsonSchema(schema) : null;
    const { role, allApps = false } = accessOf(meta, path);
    const doc = procedureDocs[path];
    return {
      path,
      kind: type,
      summary: doc?.summary ?? "",
      isDestructive: type === "mutation" && /\.(?:remove|revoke|delete|erase)/.test(path),
      role,
      allApps,
      input,
      example: doc?.example ?? (input ? exampleFromSchema(input) : null),
    };
  });
}

/** The schema that validates the procedure's input. */
export function inputSchemaOf(procedure: AnyTRPCProcedure): z.ZodType | undefined {
  const { inputs }: { inputs?: readonly unknown[] } = procedure._def;
  return inputs?.find((parser) => parser instanceof z.ZodType);
}

/** The input as callers write it. What JSON Schema cannot express is unrestricted. */
function toJsonSchema(schema: z.ZodType): JsonObject {
  const jsonSchema = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  return parseJsonObject(JSON.stringify(jsonSchema));
}
