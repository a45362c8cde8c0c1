/** The one setting that the launcher needs itself; the rest go to the children as they are. */
export function readWebPort(environment: NodeJS.ProcessEnv): number {
  const text = environment["WEB_PORT"] || "3000";
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65536) return port;
  throw new Error(`WEB_PORT must be a port, 1 to 65535, not ${text}`);
}
