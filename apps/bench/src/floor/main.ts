import { createServer, type ServerResponse } from "node:http";
import { handle } from "./handle.js";
import { openPostgresql } from "./postgresql.js";
import { openSqlite } from "./sqlite.js";
import { readSubjectSettings, serve } from "../subjects/subject-process.js";

// The floor: what node:http and the driver's prepared statements cost, with the same commit rule.
const { url, appId, isThreaded } = readSubjectSettings();
const store = url.startsWith("file:")
  ? openSqlite({ path: url.slice("file:".length), appId, isThreaded })
  : await openPostgresql(url, appId);

const server = createServer((request, response) => {
  let body = "";
  request.setEncoding("utf8");
  request.on("data", (text: string) => (body += text));
  request.on("end", () => {
    handle(store, request.url ?? "/", body).then(
      ([status, text]) => write(response, status, text),
      (error: unknown) => write(response, 500, JSON.stringify(String(error))),
    );
  });
});
serve(server);

function write(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(text),
  });
  response.end(text);
}
