import { writeFileSync } from "node:fs";
import { openApiDocument } from "./dist/index.js";

// For the linter, which reads files.
writeFileSync(
  new URL("dist/openapi.json", import.meta.url),
  `${JSON.stringify(openApiDocument, null, 2)}\n`,
);
