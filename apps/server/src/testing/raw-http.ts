import { createHmac } from "node:crypto";
import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** A response as it came over the wire, its body parsed as a JSON object. */
export interface RawResponse {
  readonly status: number;
  /** The headers, with lowercase names. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Readonly<Record<string, unknown>>;
}

/** One connection for requests that are written byte by byte, one after the other. */
export interface RawConnection extends Disposable {
  /** Writes each chunk in a separate packet and reads one response. */
  send(...chunks: readonly (string | Buffer)[]): Promise<RawResponse>;
  /** Writes without waiting. */
  push(chunk: string | Buffer): void;
  /** Ends the writing side but keeps reading. */
  halfClose(): void;
  /** Resolves when the server has closed the connection. */
  readonly closed: Promise<unknown>;
}

export async function openRawConnection(port: number, host: string): Promise<RawConnection> {
  const socket = connect({ port, host, noDelay: true });
  await once(socket, "connect");
  const closed = new AbortController();
  const ended = once(socket, "close");
  socket.once("close", () => closed.abort(new Error("the server closed the connection")));
  return {
    async send(...chunks) {
      const response = readResponse(socket, closed.signal);
      for (const chunk of chunks) {
        await new Promise((resolve) => socket.write(chunk, resolve));
        await new Promise((resolve) => setImmediate(resolve));
      }
      return response;
    },
    push: (chunk) => void socket.write(chunk),
    halfClose: () => socket.end(),
    get closed() {
      socket.resume(); // an unread socket never emits its end
      return ended;
    },
    [Symbol.dispose]: () => socket.destroy(),
  };
}

async function readResponse(socket: Socket, signal: AbortSignal): Promise<RawResponse> {
  let bytes = Buffer.alloc(0);
  for (;;) {
    const response = parseResponse(bytes);
    if (response) return response;
    const [more]: Buffer[] = await once(socket, "data", { signal });
    bytes = Buffer.concat([bytes, more ?? Buffer.alloc(0)]);
  }
}

/** Undefined until the response is complete. */
function parseResponse(bytes: Buffer): RawResponse | undefined {
  const end = bytes.indexOf("\r\n\r\n");
  if (end < 0) return undefined;
  const [statusLine = "", ...lines] = bytes.subarray(0, end).toString().split("\r\n");
  const headers = new Map(
    lines.map((line): [string, string] => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  const text = bytes.subarray(end + 4);
  if (text.length < Number(headers.get("content-length") ?? 0)) return undefined;
  const body: RawResponse["body"] = text.length > 0 ? JSON.parse(text.toString()) : {};
  return { status: Number(statusLine.split(" ")[1]), headers, body };
}

/** A JWT with exactly this header and these claims, given as strings. */
export function signRaw(header: string, claims: string, secret: string): string {
  const text = [header, claims].map((part) => Buffer.from(part).toString("base64url")).join(".");
  return `${text}.${createHmac("sha256", secret).update(text).digest("base64url")}`;
}
