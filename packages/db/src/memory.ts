import { type Database, openDatabase } from "./database.js";
import { createMemoryDialect } from "./dialects/sqlite/memory.js";

/** An empty database in this process's memory, gone when it is closed. */
export function openMemoryDatabase(): Promise<Database> {
  return openDatabase({ url: "memory:", dialect: createMemoryDialect() });
}
