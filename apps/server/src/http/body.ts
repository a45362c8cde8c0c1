import { isUtf8 } from "node:buffer";
import type { IncomingMessage, ServerResponse } from "node:http";
import { AppError, invalid } from "@roster/contract";
import type { Slot } from "./concurrency-limiter.js";

const BYTE_ORDER_MARK = "\uFEFF";

export interface BodyOptions {
  readonly response: ServerResponse;
  readonly slot: Slot;
  readonly limitBytes: number;
}

/**
 * The request's body as text.
 *
 * @throws AppError TOO_LARGE as soon as more than `limitBytes` are announced or have come; INVALID for
 * bytes that are not UTF-8, which a lenient decoder would replace; UNAVAILABLE where too much is held.
 */
export async function readBody(request: IncomingMessage, options: BodyOptions): Promise<string> {
  const { response, slot, limitBytes } = options;
  const announced = Number(request.headers["content-length"] ?? 0);
  if (announced > limitBytes) throw tooLarge(limitBytes, announced);
  // Whoever asks first is told only now that the body is wanted.
  if (request.headers.expect !== undefined && !request.complete) response.writeContinue();
  const bytes = collect(request, options);
  return decode(await (request.complete ? bytes : slot.releaseWhile(bytes)));
}

/** By events, since leaving a `for await` would destroy the socket before the refusal is written. */
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
    const cutOff = () => {
      if (request.readableEnded) return; // it closes after its end as well
      reject(new AppError("INVALID", "The connection ended before the body did"));
    };
    request.once("error", cutOff);
    request.once("close", cutOff);
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
    `The request's body has ${actualBytes} bytes or more; at most ${limitBytes} are read`,
    { details: { limitBytes, actualBytes } },
  );
}
