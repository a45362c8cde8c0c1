import type { Lane, Sample } from "../cases/bench-case.js";

export interface LaneSamples {
  readonly lane: Lane;
  readonly samples: readonly Sample[];
}

/** Lanes take turns within each round, so that a temporary slowdown of the machine affects all of them. */
export async function interleave(
  lanes: readonly Lane[],
  rounds: number,
  onTurn: (lane: Lane, round: number) => void = () => {},
): Promise<LaneSamples[]> {
  for (const lane of lanes) {
    onTurn(lane, 0);
    await lane.warmUp?.();
  }
  const results = lanes.map((lane): { lane: Lane; samples: Sample[] } => ({ lane, samples: [] }));
  for (let round = 1; round <= rounds; round += 1) {
    for (const { lane, samples } of results) {
      onTurn(lane, round);
      samples.push(await lane.measure());
    }
  }
  return results;
}
