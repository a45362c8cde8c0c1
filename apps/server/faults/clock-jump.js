// Preloaded into the server's processes. On SIGUSR2 their clock moves by the offset in the file.
import { readFileSync } from "node:fs";

const file = process.env["FAULTS_CLOCK"] ?? "";
const SystemDate = Date;
let offset = 0;

function readOffset() {
  offset = Number(readFileSync(file, "utf8"));
}
readOffset();
process.on("SIGUSR2", readOffset);

globalThis.Date = new Proxy(SystemDate, {
  construct: (target, parts) =>
    Reflect.construct(target, parts.length === 0 ? [SystemDate.now() + offset] : parts),
  get: (target, name) =>
    name === "now" ? () => SystemDate.now() + offset : Reflect.get(target, name),
});
