import { LoadJob } from "./load-job.js";
import { runLoad } from "./run-load.js";

// The load generator: a process of its own, asked by messages, so that it shares no event loop with anyone.
process.on("message", (message) => {
  runLoad(LoadJob.parse(message)).then(
    (result) => process.send?.({ result }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.on("disconnect", () => process.exit());
