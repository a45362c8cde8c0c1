/** Time fields, in the spelling of Roster and of the SDKs' service. */
export const timeFields: ReadonlyMap<string, "createdAt" | "updatedAt"> = new Map([
  ["createdAt", "createdAt"],
  ["updatedAt", "updatedAt"],
  ["created_at", "createdAt"],
  ["updated_at", "updatedAt"],
]);

const withData: ReadonlySet<string> = new Set([...timeFields.keys(), "version"]);
const withoutData: ReadonlySet<string> = new Set(timeFields.keys());

/** Fields that are not data. `version` is a key of data unless there is a `data` field. */
export const reservedFields = (hasData: boolean): ReadonlySet<string> =>
  hasData ? withData : withoutData;
