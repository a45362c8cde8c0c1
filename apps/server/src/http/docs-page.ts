import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { HttpResponse } from "@roster/http";

/** For the page and the document that it shows, which are the same for everybody until the next update. */
export const publicHeaders = { "cache-control": "public, max-age=300" };

/** The page loads everything from this server. */
const policy = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "frame-ancestors 'none'",
].join("; ");

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Roster REST API</title>
    <link rel="stylesheet" href="/api/docs/swagger-ui.css" />
    <link rel="icon" href="data:," />
  </head>
  <body>
    <div id="docs"></div>
    <script src="/api/docs/swagger-ui-bundle.js"></script>
    <script src="/api/docs/show.js"></script>
  </body>
</html>
`;

/** Without `validatorUrl: null`, Swagger UI sends the document to a validation service of its vendor. */
const show = `SwaggerUIBundle({ url: "/api/openapi.json", dom_id: "#docs", deepLinking: true, validatorUrl: null });
`;

/** The OpenAPI page at /api/docs and its assets; undefined for other paths. */
export async function handleDocs(path: string): Promise<HttpResponse | undefined> {
  switch (path) {
    case "":
    case "/":
      return textResponse("text/html", page);
    case "/show.js":
      return textResponse("text/javascript", show);
    case "/swagger-ui-bundle.js":
      return textResponse("text/javascript", await readAsset("swagger-ui-bundle.js"));
    case "/swagger-ui.css":
      return textResponse("text/css", await readAsset("swagger-ui.css"));
    default:
      return undefined;
  }
}

function textResponse(type: string, body: string): HttpResponse {
  const headers = {
    "content-type": `${type}; charset=utf-8`,
    "content-security-policy": policy,
    ...publicHeaders,
  };
  return { status: 200, headers, body };
}

function readAsset(file: string): Promise<string> {
  const path = createRequire(import.meta.url).resolve(`swagger-ui-dist/${file}`);
  return readFile(path, "utf8");
}
