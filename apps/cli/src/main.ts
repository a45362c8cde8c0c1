import { readEnvironment } from "./env.js";
import { run } from "./run.js";

// The reader has closed the pipe: `roster users list --all | head`.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit();
  });
}

// Not process.exit(): output may still be buffered.
process.exitCode = await run(process.argv.slice(2), readEnvironment());
