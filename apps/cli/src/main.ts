import { readEnvironment } from "./env.js";
import { run } from "./run.js";

// Whoever reads the output has seen enough: `roster users list --all | head`.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit();
  });
}

// Set, not called: what was written may still be on its way.
process.exitCode = await run(process.argv.slice(2), readEnvironment());
