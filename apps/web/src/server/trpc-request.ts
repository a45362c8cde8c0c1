import { AppError, invalid, MAX_REQUEST_BYTES } from "@roster/contract";
import { parseExactJson } from "@roster/contract/json";

/** As the server: room for what is promised of batches, and for the largest user, escaped all through. */
export const bodyLimit = (maxDataBytes: number) =>
  Math.max(MAX_REQUEST_BYTES, 6 * maxDataBytes + 4096);

/**
 * The request as it came, once its JSON is found to be what JavaScript will read from it.
 *
 * @throws AppError INVALID, or TOO_LARGE as soon as the body has more than `limitBytes`.
 */
export async function checkInput(request: Request, limitBytes: number): Promise<Request> {
  if (request.method !== "POST") {
    const input = new URL(request.url).searchParams.get("input");
    if (input !== null) parseExactJson(input);
    return request;
  }
  const text = await readText(request, limitBytes);
  if (text !== "") parseExactJson(text);
  const { url, headers, signal } = request;
  return new Request(url, { method: "POST", headers, body: text, signal });
}

async function readText({ body }: Request, limitBytes: number): Promise<string> {
  if (!body) return "";
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > limitBytes) throw tooLarge(limitBytes, size);
    chunks.push(chunk);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw invalid([{ path: [], message: "the body is not UTF-8" }]);
  }
}

function tooLarge(limitBytes: number, actualBytes: number): AppError {
  return new AppError(
    "TOO_LARGE",
    `The request's body has ${actualBytes} bytes or more; at most ${limitBytes} are read`,
    { details: { limitBytes, actualBytes } },
  );
}
