const SHORT_SECONDS = 10;

/** The share of the measured capacity to use, which leaves headroom. */
const SUSTAINABLE = 0.7;

/** Reads `SOAK_SECONDS` (per engine) and `SOAK_SHARE` (of the server's capacity). */
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
  throw new Error(`${name} must be a number above 0, not ${text}`);
}
