const SHORT_SECONDS = 10;

/** How much of what the server can do at all is asked of it, which leaves room for a bad moment. */
const SUSTAINABLE = 0.7;

/** Of the environment: `SOAK_SECONDS` (each engine's) and `SOAK_SHARE`, of what the server can do. */
export function readSoakSettings(): { readonly seconds: number; readonly share: number } {
  return {
    seconds: read("SOAK_SECONDS") ?? SHORT_SECONDS,
    share: read("SOAK_SHARE") ?? SUSTAINABLE,
  };
}

function read(name: string): number | undefined {
  const text = process.env[name];
  if (text === undefined || text === "") return undefined;
  const number = Number(text);
  if (number > 0) return number;
  throw new Error(`${name} must be a number above 0, and is ${text}`);
}
