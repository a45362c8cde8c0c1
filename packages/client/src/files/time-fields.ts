/** Time fields, in the spelling of Roster and of the SDKs' service. */
export const timeFields: ReadonlyMap<string, "createdAt" | "updatedAt"> = new Map([
  ["createdAt", "createdAt"],
  ["updatedAt", "updatedAt"],
  ["created_at", "createdAt"],
  ["updated_at", "updatedAt"],
]);
