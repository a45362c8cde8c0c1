import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { isRejection, type Response, ResponseReader } from "./response-reader.js";
import type { LoadJob, LoadResult } from "./load-job.js";
import { percentiles } from "./percentiles.js";
import { createRequestWriter } from "./write-request.js";

/** Keeps one request in flight on each connection, and counts responses after the warm-up. */
export async function runLoad(job: LoadJob): Promise<LoadResult> {
  const sockets = await Promise.all(
    Array.from({ length: job.connections }, () => openSocket(job.port)),
  );
  try {
    return await drive(job, sockets);
  } finally {
    for (const socket of sockets) socket.destroy();
  }
}

async function openSocket(port: number): Promise<Socket> {
  const socket = connect({ host: "127.0.0.1", port, noDelay: true });
  await once(socket, "connect");
  return socket;
}

function drive(job: LoadJob, sockets: readonly Socket[]): Promise<LoadResult> {
  const { promise, resolve, reject } = withResolvers<LoadResult>();
  const writeRequest = createRequestWriter(job);
  const latencies: number[] = [];
  const begin = performance.now() + job.warmUp;
  const end = begin + job.duration;
  let rejected = 0;
  let failures = 0;
  let firstFailure: string | undefined;
  let ended: number | undefined;
  let busy = sockets.length;

  const check = ({ status, body }: Response) => {
    if (status >= 200 && status < 300 && body.includes(job.request.mustContain)) return;
    failures += 1;
    firstFailure ??= `${status} ${body.toString("utf8", 0, 500)}`;
  };
  /** Whether the connection continues. */
  const count = (sent: number, isRejected: boolean) => {
    const now = performance.now();
    if (ended !== undefined) return false;
    if (now >= begin && isRejected) rejected += 1;
    else if (now >= begin) latencies.push(now - sent);
    if (now >= end) ended = now;
    return ended === undefined;
  };
  const finish = () => {
    const seconds = ((ended ?? end) - begin) / 1000;
    const responses = latencies.length;
    resolve({ responses, seconds, ...percentiles(latencies), rejected, failures, firstFailure });
  };

  for (const socket of sockets) {
    const reader = new ResponseReader();
    let sent = 0;
    const send = () => {
      sent = performance.now();
      socket.write(writeRequest(), "latin1");
    };
    socket.on("error", reject);
    socket.on("close", () => reject(new Error("the server closed a connection under load")));
    socket.on("data", (chunk: Buffer) => {
      const response = reader.read(chunk);
      if (!response) return;
      const isRejected = isRejection(response);
      if (!isRejected) check(response);
      if (count(sent, isRejected)) send();
      else if ((busy -= 1) === 0) finish();
    });
    send();
  }
  return promise;
}

/** Promise.withResolvers, which Node.js 20 lacks. */
function withResolvers<Value>() {
  let resolve: (value: Value) => void = () => {};
  let reject: (error: Error) => void = () => {};
  const promise = new Promise<Value>((onValue, onError) => {
    resolve = onValue;
    reject = onError;
  });
  return { promise, resolve, reject };
}
