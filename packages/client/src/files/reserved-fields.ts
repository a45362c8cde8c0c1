/** Times, in our spelling and in that of the SDKs' service. */
export const timeFields: ReadonlyMap<string, "createdAt" | "updatedAt"> = new Map([
  ["createdAt", "createdAt"],
  ["updatedAt", "updatedAt"],
  ["created_at", "createdAt"],
  ["updated_at", "updatedAt"],
]);

const withData: ReadonlySet<string> = new Set([...timeFields.keys(), "version"]);
const withoutData: ReadonlySet<string> = new Set(timeFields.keys());

/** What is not data. A version is the server's beside `data`; without it a key of data. */
export const reservedFields = (hasData: boolean): ReadonlySet<string> =>
  hasData ? withData : withoutData;
