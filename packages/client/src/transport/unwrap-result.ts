/** What the server writes around the result of a call. */
const BEFORE = '{"result":{"data":'.length;
const AFTER = "}}".length;

/** Passes on the result in the response to one call, whose bytes are all ASCII around it. */
export function unwrapResult(): TransformStream<Uint8Array, Uint8Array<ArrayBuffer>> {
  let toSkip = BEFORE;
  let held = new Uint8Array(0);
  return new TransformStream({
    transform(chunk, controller) {
      const bytes = new Uint8Array(held.length + chunk.length);
      bytes.set(held);
      bytes.set(chunk, held.length);
      const start = Math.min(toSkip, Math.max(0, bytes.length - AFTER));
      const end = Math.max(start, bytes.length - AFTER);
      toSkip -= start;
      if (end > start) controller.enqueue(bytes.subarray(start, end));
      held = bytes.slice(end);
    },
  });
}
