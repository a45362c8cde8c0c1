import { type Database, openDatabase } from "./database.js";
import { createMemoryDialect } from "./dialects/sqlite/memory.js";

/** Opens an empty in-memory database, which is deleted when it is closed. */
export function openMemoryDatabase(): Promise<Database> {
  return openDatabase({ url: "memory:", dialect: createMemoryDialect() });
}
