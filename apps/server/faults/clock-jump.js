// Loaded into the server's processes before all else: at each SIGUSR2 their clock goes to where the file says.
import { readFileSync } from "node:fs";

const file = process.env["FAULTS_CLOCK"] ?? "";
const SystemDate = Date;
let offset = 0;

function look() {
  offset = Number(readFileSync(file, "utf8"));
}
look();
process.on("SIGUSR2", look);

globalThis.Date = new Proxy(SystemDate, {
  construct: (target, parts) =>
    Reflect.construct(target, parts.length === 0 ? [SystemDate.now() + offset] : parts),
  get: (target, name) =>
    name === "now" ? () => SystemDate.now() + offset : Reflect.get(target, name),
});
