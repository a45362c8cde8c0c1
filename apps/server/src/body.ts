import { isUtf8 } from "node:buffer";
import type { IncomingMessage } from "node:http";
import { AppError, invalid } from "@roster/contract";

const BYTE_ORDER_MARK = "\uFEFF";

/**
 * The request's body as text.
 *
 * @throws AppError TOO_LARGE as soon as more than `limitBytes` are announced or have come; INVALID for
 * bytes that are not UTF-8, which a lenient decoder would replace.
 */
export async function readBody(request: IncomingMessage, limitBytes: number): Promise<string> {
  const announced = Number(request.headers["content-length"] ?? 0);
  if (announced > limitBytes) throw tooLarge(limitBytes, announced);
  return decode(await collect(request, limitBytes));
}

/** By events, since leaving a `for await` would destroy the socket before the refusal is written. */
function collect(request: IncomingMessage, limitBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limitBytes) chunks.push(chunk);
      else reject(tooLarge(limitBytes, size));
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
