import { createHmac } from "node:crypto";
import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** An answer as it came over the wire, its body read as a JSON object. */
export interface RawAnswer {
  readonly status: number;
  /** The head's lines, names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Readonly<Record<string, unknown>>;
}

/** One connection, for requests written byte for byte, one after the other. */
export interface RawConnection extends Disposable {
  /** Writes the chunks in packets of their own, and reads one answer. */
  send(...chunks: readonly (string | Buffer)[]): Promise<RawAnswer>;
  /** Writes more, and waits for nothing. */
  push(chunk: string | Buffer): void;
  /** Says that nothing more comes, and still reads. */
  halfClose(): void;
  /** Resolves when the server has ended the connection. */
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
      const answer = readAnswer(socket, closed.signal);
      for (const chunk of chunks) {
        await new Promise((resolve) => socket.write(chunk, resolve));
        await new Promise((resolve) => setImmediate(resolve));
      }
      return answer;
    },
    push: (chunk) => void socket.write(chunk),
    halfClose: () => socket.end(),
    get closed() {
      socket.resume(); // who does not read does not hear of the end
      return ended;
    },
    [Symbol.dispose]: () => socket.destroy(),
  };
}

async function readAnswer(socket: Socket, signal: AbortSignal): Promise<RawAnswer> {
  let bytes = Buffer.alloc(0);
  for (;;) {
    const answer = parseAnswer(bytes);
    if (answer) return answer;
    const [more]: Buffer[] = await once(socket, "data", { signal });
    bytes = Buffer.concat([bytes, more ?? Buffer.alloc(0)]);
  }
}

/** Undefined until all of it is there. */
function parseAnswer(bytes: Buffer): RawAnswer | undefined {
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
  const body: RawAnswer["body"] = text.length > 0 ? JSON.parse(text.toString()) : {};
  return { status: Number(statusLine.split(" ")[1]), headers, body };
}

/** A JWT of exactly this header and these claims, as texts. */
export function signRaw(header: string, claims: string, secret: string): string {
  const text = [header, claims].map((part) => Buffer.from(part).toString("base64url")).join(".");
  return `${text}.${createHmac("sha256", secret).update(text).digest("base64url")}`;
}
