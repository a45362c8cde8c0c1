import { writeFileSync } from "node:fs";
import { openApiDocument } from "./dist/index.js";

// Redocly lints files, not modules.
writeFileSync(
  new URL("dist/openapi.json", import.meta.url),
  `${JSON.stringify(openApiDocument, null, 2)}\n`,
);
