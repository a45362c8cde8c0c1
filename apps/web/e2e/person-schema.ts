import type { JsonObject } from "@roster/contract/json";

/** A schema with a field of each kind that the form supports, and some that it does not. */
export const personSchema: JsonObject = {
  type: "object",
  properties: {
    name: { type: "string", title: "Full name", minLength: 1 },
    email: { type: "string", format: "email", description: "Where we write to" },
    plan: { enum: ["free", "pro"] },
    seats: { type: "integer", minimum: 1 },
    born: { type: "string", format: "date" },
    newsletter: { type: "boolean" },
    referrer: { type: ["string", "null"] },
    address: {
      type: "object",
      properties: { city: { type: "string" }, country: { type: "string" } },
      required: ["city"],
      additionalProperties: false,
    },
    roles: { type: "array", items: { type: "string" } },
    limits: { anyOf: [{ type: "number" }, { type: "array", items: { type: "number" } }] },
  },
  required: ["name", "plan"],
};
