// `node recorder.js <url> <ms> <file>`: an HTTP proxy on a free loopback port that passes responses on later, as a
// network would, and appends each exchange to the file, as a line of JSON with the bodies as they were sent. A program
// of its own, because the example runner blocks its event loop.
import { once } from "node:events";
import { appendFileSync } from "node:fs";
import { createServer, request } from "node:http";
import { text } from "node:stream/consumers";
import { setTimeout } from "node:timers/promises";

const [url, latencyMs, file] = process.argv.slice(2);

const proxy = createServer((incoming, outgoing) => {
  pass(incoming, outgoing).catch(() => outgoing.destroy());
});
proxy.listen(0, "127.0.0.1", () => process.send(`http://localhost:${proxy.address().port}`));

async function pass(incoming, outgoing) {
  const { method, url: path, headers } = incoming;
  const sent = await text(incoming);
  const [response] = await once(
    request(new URL(path, url), { method, headers }).end(sent),
    "response",
  );
  const { statusCode: status, headers: answered } = response;
  const received = await text(response);
  appendFileSync(file, `${JSON.stringify({ method, path, status, sent, received })}\n`);
  await setTimeout(Number(latencyMs));
  outgoing.writeHead(status, answered).end(received);
}
