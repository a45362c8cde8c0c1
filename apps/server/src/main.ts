import cluster from "node:cluster";

// Only the owner can read what this process and its children create.
process.umask(0o077);

const args = process.argv.slice(2);
const isPlainStart = args.length === 0 || (args.length === 1 && args[0] === "start");

// Starting a server, or one of its workers, needs no command-line parser.
if (cluster.isWorker || isPlainStart) await (await import("./commands/start.js")).start();
else await (await import("./command-line.js")).runCommandLine(args);
