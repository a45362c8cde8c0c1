import { closeSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { freshId, userData } from "../load/user-ids.js";

/** The order of users in a file: by id, like an export, or random. */
export type FileOrder = "sorted" | "scattered";

/** The same users as an import file and as table rows. */
export interface UserFiles {
  readonly users: number;
  readonly ndjson: string;
  /** The columns of `usersTable`. */
  readonly csv: string;
}

export const usersTable = (textType: string, dataType: string) => `
  CREATE TABLE users (
    app_id ${textType} NOT NULL, id ${textType} NOT NULL, data ${dataType} NOT NULL,
    version INTEGER NOT NULL, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL,
    PRIMARY KEY (app_id, id)
  )`;

/** Lines per write. */
const STEP = 10_000;

const APP_ID = "0a1b2c3d-0000-4000-8000-0123456789ab";
const TIME = 1_767_225_600_000_000;
const quoted = `"${userData.replaceAll('"', '""')}"`;

export function writeUserFiles(folder: string, users: number, order: FileOrder): UserFiles {
  const [ndjson, csv] = [join(folder, `${order}.ndjson`), join(folder, `${order}.csv`)];
  const idOf = (n: number) =>
    order === "scattered" ? freshId("file", n) : `file-user-${String(n).padStart(12, "0")}`;
  writeLines(ndjson, users, (n) => `{"id":"${idOf(n)}","data":${userData}}\n`);
  writeLines(csv, users, (n) => `${APP_ID},${idOf(n)},${quoted},1,${TIME},${TIME}\n`);
  return { users, ndjson, csv };
}

function writeLines(path: string, count: number, toLine: (n: number) => string): void {
  const file = openSync(path, "w");
  for (let done = 0; done < count; done += STEP) {
    const length = Math.min(STEP, count - done);
    writeSync(file, Array.from({ length }, (_, index) => toLine(done + index + 1)).join(""));
  }
  closeSync(file);
}
