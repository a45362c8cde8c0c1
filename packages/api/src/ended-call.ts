import type { ErrorCode } from "@roster/contract";

/** A call of a procedure that has ended, well or not. */
export interface EndedCall {
  readonly requestId: string;
  /** As the router names the procedure: `users.add`. */
  readonly path: string;
  /** Absent where the caller was not known. */
  readonly appId: string | undefined;
  readonly code: "OK" | ErrorCode;
  readonly seconds: number;
}
