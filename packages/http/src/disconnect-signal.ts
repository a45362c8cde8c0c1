import type { ServerResponse } from "node:http";

/** A signal that is aborted if the client disconnects before the end of its response; made when it is first needed. */
export function disconnectSignal(response: ServerResponse): () => AbortSignal {
  let signal: AbortSignal | undefined;
  return () => {
    if (signal) return signal;
    const caller = new AbortController();
    const onClose = () => {
      if (!response.writableFinished) caller.abort();
    };
    if (response.closed) onClose();
    else response.once("close", onClose);
    signal = caller.signal;
    return signal;
  };
}
