export interface Response {
  readonly status: number;
  readonly body: Buffer;
}

/** Present when a server is overloaded, absent when it cannot reach its database. */
const OVERLOADED = "retryAfterSeconds";

export const isRejection = ({ status, body }: Response) =>
  status === 503 && body.includes(OVERLOADED);

const HEAD_END = "\r\n\r\n";
const EMPTY = Buffer.alloc(0);

/** Assembles the chunks of one keep-alive connection into HTTP/1.1 responses, one request at a time. */
export class ResponseReader {
  #pending: Buffer = EMPTY;

  /** The response, once its last byte has arrived. */
  read(chunk: Buffer): Response | undefined {
    const bytes = this.#pending.length === 0 ? chunk : Buffer.concat([this.#pending, chunk]);
    const response = parse(bytes);
    this.#pending = response ? EMPTY : bytes;
    return response;
  }
}

function parse(bytes: Buffer): Response | undefined {
  const headEnd = bytes.indexOf(HEAD_END);
  if (headEnd < 0) return undefined;
  const head = bytes.toString("latin1", 0, headEnd).toLowerCase();
  const rest = bytes.subarray(headEnd + HEAD_END.length);
  const body = readBody(head, rest);
  return body && { status: Number(head.slice(9, 12)), body };
}

function readBody(head: string, rest: Buffer): Buffer | undefined {
  const [, length] = /\ncontent-length: *(\d+)/.exec(head) ?? [];
  if (length !== undefined) {
    return rest.length < Number(length) ? undefined : rest.subarray(0, Number(length));
  }
  if (head.includes("\ntransfer-encoding: chunked")) return readChunks(rest);
  throw new Error(`a response has neither a length nor chunked encoding: ${head}`);
}

function readChunks(rest: Buffer): Buffer | undefined {
  const chunks: Buffer[] = [];
  for (let at = 0; ;) {
    const lineEnd = rest.indexOf("\r\n", at);
    if (lineEnd < 0) return undefined;
    const size = Number.parseInt(rest.toString("latin1", at, lineEnd), 16);
    const end = lineEnd + 2 + size;
    if (rest.length < end + 2) return undefined;
    if (size === 0) return Buffer.concat(chunks);
    chunks.push(rest.subarray(lineEnd + 2, end));
    at = end + 2;
  }
}
