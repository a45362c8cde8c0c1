import { LoadJob } from "./load-job.js";
import { runLoad } from "./run-load.js";
import { runOpenLoad } from "./run-open-load.js";

// The load generator: a separate process, so that it shares no event loop. Jobs arrive as messages.
process.on("message", (message) => {
  const job = LoadJob.parse(message);
  const { rate } = job;
  const running = rate === undefined ? runLoad(job) : runOpenLoad({ ...job, rate });
  running.then(
    (result) => process.send?.({ result }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.on("disconnect", () => process.exit());
