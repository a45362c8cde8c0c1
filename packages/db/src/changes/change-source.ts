import type { ChangeActor, Surface } from "@roster/contract";

/** Who makes a change, and how: the same for all changes of a call. */
export interface ChangeSource {
  readonly actor: ChangeActor;
  readonly surface: Surface;
  readonly requestId: string;
}

/** Roster itself, on behalf of nobody's call. */
export const systemSource: ChangeSource = {
  actor: { kind: "system", id: "system" },
  surface: "system",
  requestId: "system",
};
