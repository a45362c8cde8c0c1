import { isUtf8 } from "node:buffer";
import type { IncomingMessage, ServerResponse } from "node:http";
import { AppError, invalid, MAX_REQUEST_BYTES } from "@roster/contract";

const BYTE_ORDER_MARK = "\uFEFF";

/** The share of the process's resources that a request may use while it is being processed. */
export interface Slot {
  /** Counts more buffered bytes of the request's body; returns UNAVAILABLE if all bodies together are too many. */
  reserve(bytes: number): AppError | undefined;
  /** Waits for the client's upload, during which the request does not occupy the slot. */
  releaseWhile<T>(upload: Promise<T>): Promise<T>;
  /** Gives the slot up for good, as often as called: other limits bound the rest of the request. Its bytes stay counted. */
  readonly leave: () => void;
}

export interface BodyOptions {
  readonly response: ServerResponse;
  readonly slot: Slot;
  readonly limitBytes: number;
}

/** The most bytes of a body to read: a full batch, or the largest user with every character escaped. */
export function maxBodyBytes(maxDataBytes: number): number {
  return Math.max(MAX_REQUEST_BYTES, 6 * maxDataBytes + 4096);
}

/**
 * The body as a string.
 *
 * @throws AppError TOO_LARGE as soon as more than `limitBytes` are announced or received; INVALID for bytes
 * that are not UTF-8, which a lenient decoder would replace; UNAVAILABLE if too much is buffered.
 */
export async function readBody(request: IncomingMessage, options: BodyOptions): Promise<string> {
  const { response, slot, limitBytes } = options;
  const announced = Number(request.headers["content-length"] ?? 0);
  if (announced > limitBytes) throw tooLarge(limitBytes, announced);
  // The body is needed only now, so a client that sent Expect: 100-continue may send it.
  if (request.headers.expect !== undefined && !request.complete) response.writeContinue();
  const bytes = collect(request, options);
  return decode(await (request.complete ? bytes : slot.releaseWhile(bytes)));
}

/**
 * Waits until the client has sent a body that is not needed, up to the limit: a client that is still sending when the
 * connection closes takes the response for a network error. Keeps nothing in memory.
 */
export async function discardBody(
  request: IncomingMessage,
  { slot, limitBytes }: Omit<BodyOptions, "response">,
): Promise<void> {
  const { complete, headers } = request;
  const announced = Number(headers["content-length"] ?? 0);
  // A client that sent Expect: 100-continue waits for the response.
  if (complete || announced > limitBytes || headers.expect !== undefined) return;
  const sent = new Promise<void>((resolve) => {
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      slot.reserve(0); // the client makes progress
      if (size > limitBytes) resolve();
    });
    request.once("end", resolve).once("error", () => resolve());
    request.once("close", resolve);
  });
  await slot.releaseWhile(sent);
}

/**
 * The body of a Fetch request as a string.
 *
 * @throws AppError TOO_LARGE as soon as more than `limitBytes` are received; INVALID for bytes that are not UTF-8.
 */
export async function readFetchBody({ body }: Request, limitBytes: number): Promise<string> {
  if (!body) return "";
  const stream: AsyncIterable<Uint8Array> = body;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > limitBytes) throw tooLarge(limitBytes, size);
    chunks.push(chunk);
  }
  return decode(Buffer.concat(chunks));
}

/** Uses events because leaving a `for await` destroys the socket before the error response is written. */
function collect(request: IncomingMessage, { slot, limitBytes }: BodyOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      const rejection = size > limitBytes ? tooLarge(limitBytes, size) : slot.reserve(chunk.length);
      if (rejection) reject(rejection);
      else chunks.push(chunk);
    });
    request.once("end", () => {
      const [first] = chunks;
      resolve(first && chunks.length === 1 ? first : Buffer.concat(chunks));
    });
    const onCut = () => {
      if (request.readableEnded) return; // "close" also follows "end"
      reject(new AppError("INVALID", "The connection closed before the whole body arrived"));
    };
    request.once("error", onCut);
    request.once("close", onCut);
  });
}

function decode(bytes: Buffer): string {
  if (!isUtf8(bytes)) throw invalid([{ path: [], message: "the body is not UTF-8" }]);
  const text = bytes.toString("utf8");
  return text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
}

function tooLarge(limitBytes: number, actualBytes: number): AppError {
  return new AppError(
    "TOO_LARGE",
    `The request body has at least ${actualBytes} bytes; the limit is ${limitBytes}`,
    { details: { limitBytes, actualBytes } },
  );
}
