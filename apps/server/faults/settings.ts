import type { RoundsOptions } from "./rounds.js";

const SHORT_SECONDS = 600;

/** Reads `FAULTS_ROUNDS`, `FAULTS_SECONDS` (per engine) and `FAULTS_SEED`. */
export function readFaultsSettings(): Pick<RoundsOptions, "rounds" | "seconds" | "seed"> {
  return {
    rounds: read("FAULTS_ROUNDS"),
    seconds: read("FAULTS_SECONDS") ?? SHORT_SECONDS,
    seed: read("FAULTS_SEED") ?? Date.now() % 1_000_000,
  };
}

function read(name: string): number | undefined {
  const text = process.env[name];
  if (text === undefined || text === "") return undefined;
  const number = Number(text);
  if (Number.isInteger(number) && number >= 0) return number;
  throw new Error(`${name} must be a whole number, not ${text}`);
}
