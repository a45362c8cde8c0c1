import { createClient } from "@roster/client";
import { addAll, readProgram } from "./add-all.js";

const roster = createClient(readProgram());

await addAll((id, data) => roster.users.add(id, data));
process.disconnect();
