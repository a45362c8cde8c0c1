// `node latency.js <host> <port> <ms>`: a TCP proxy on a free loopback port that passes responses on later, as a
// network would. A program of its own, because the example runner blocks its event loop.
import { connect, createServer } from "node:net";

const [host, port, latencyMs] = process.argv.slice(2);

const proxy = createServer((client) => {
  const server = connect(Number(port), host);
  client.on("error", () => {}).pipe(server);
  server.on("error", () => client.destroy());
  server.on("data", (chunk) => setTimeout(() => client.write(chunk), Number(latencyMs)));
  server.on("end", () => setTimeout(() => client.end(), Number(latencyMs)));
});
proxy.listen(0, "127.0.0.1", () => process.send(`http://localhost:${proxy.address().port}`));
