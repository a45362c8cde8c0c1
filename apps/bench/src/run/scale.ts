import type { Scale } from "../cases/stage.js";
import type { Options } from "../options.js";

export interface RunScale extends Scale {
  readonly rounds: number;
  /** How many users to seed: the deep page must be full and not the last. */
  readonly rows: number;
  /** All cases share servers: fewer starts, but meaningless figures. */
  readonly sharesServers: boolean;
}

export function scaleOf({ smoke, rounds, seconds, importUsers }: Options): RunScale {
  const { rounds: defaultRounds, ...scale } = smoke ? small : full;
  return {
    ...scale,
    rounds: rounds ?? defaultRounds,
    ...(seconds !== undefined && { duration: seconds * 1000 }),
    ...(importUsers !== undefined && { importUsers }),
  };
}

const full: RunScale = {
  rounds: 5,
  duration: 1000,
  warmUp: 1500,
  rampUp: 100,
  depth: 1_000_000,
  rows: 1_001_000,
  clientAdds: 10_000,
  importUsers: 1_000_000,
  rest: 1000,
  sharesServers: false,
};

const small: RunScale = {
  rounds: 1,
  duration: 100,
  warmUp: 20,
  rampUp: 10,
  depth: 2000,
  rows: 3000,
  clientAdds: 300,
  importUsers: 2000,
  rest: 50,
  sharesServers: true,
};
