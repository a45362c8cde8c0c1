import type { ErrorCode } from "@roster/contract";
import type { Actor } from "./auth/actor.js";

/** A call of a procedure that has ended, well or not. */
export interface EndedCall {
  readonly requestId: string;
  /** As the router names the procedure: `users.add`. */
  readonly path: string;
  /** Absent where the caller was not known. */
  readonly appId: string | undefined;
  /** Absent where the caller was not known. Its kind alone, since an erased user may not live on in a log. */
  readonly actor: Actor["kind"] | undefined;
  readonly code: "OK" | ErrorCode;
  readonly seconds: number;
}
