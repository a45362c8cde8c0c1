export type Engine = "sqlite" | "postgresql";

/** Where Studio is to be found once it runs. */
const PORT = 5555;

/** SQLite's file is found by itself; an address with a password in it is not shown in a page. */
const start = (engine: Engine, options: string) =>
  `${engine === "postgresql" ? 'DATABASE_URL="postgresql://…" ' : ""}npx -y pnpm@10 studio ${options}`;

export const localCommand = (engine: Engine) => start(engine, `--port ${PORT}`);

export const remoteCommands = (engine: Engine) => `ssh -L ${PORT}:localhost:${PORT} you@your-server

# there, in Roster's folder
${start(engine, `--port ${PORT} --browser none`)}`;
