import { parentPort } from "node:worker_threads";
import type { NewRow } from "./floor-store.js";
import { connectSqlite, prepareWrite } from "./sqlite-connection.js";

// Commits what the threaded floor's event loop sends, one message at a time.
const [path = "", appId = ""] = process.argv.slice(2);
const write = prepareWrite(connectSqlite(path), appId);
parentPort?.on("message", (rows: readonly NewRow[]) => parentPort?.postMessage(write(rows)));
