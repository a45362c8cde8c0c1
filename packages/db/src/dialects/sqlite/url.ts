import { resolve } from "node:path";
import { invalid } from "@roster/contract";

/** The absolute path of the file that `file:…` names. */
export function readSqliteUrl(url: string): string {
  // Prisma Studio expects file:///absolute/path; that path is taken literally too.
  const path = url.slice("file:".length).replace(/^\/\/(?=\/)/, "");
  const isFile = path !== "" && !path.startsWith("//") && !path.includes(":memory:");
  if (!isFile || path.includes("?")) {
    throw invalid([
      {
        path: ["DATABASE_URL"],
        message: "must name a file, such as file:./.data/roster.db, without host or parameters",
      },
    ]);
  }
  return resolve(path);
}
