import type { ServerResponse } from "node:http";
import type { Api } from "@roster/api";

/** Returns a function that counts bytes in memory until the response is written or its connection is closed. */
export function holdUntilClosed(
  memory: Pick<Api["responseMemory"], "hold" | "release">,
  response: ServerResponse,
): (bytes: number) => void {
  let held = 0;
  return (bytes) => {
    if (response.closed || bytes === 0) return;
    if (held === 0) response.once("close", () => memory.release(held));
    held += bytes;
    memory.hold(bytes);
  };
}
