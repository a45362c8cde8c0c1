export type Engine = "sqlite" | "postgresql";

const PORT = 5555;

/** Studio finds the SQLite file itself. A PostgreSQL URL contains a password, so the page does not show it. */
const studioCommand = (engine: Engine, options: string) =>
  `${engine === "postgresql" ? 'DATABASE_URL="postgresql://…" ' : ""}npx -y pnpm@10 studio ${options}`;

export const localCommand = (engine: Engine) => studioCommand(engine, `--port ${PORT}`);

export const remoteCommands = (engine: Engine) => `ssh -L ${PORT}:localhost:${PORT} you@your-server

# on the server, in Roster's folder
${studioCommand(engine, `--port ${PORT} --browser none`)}`;
