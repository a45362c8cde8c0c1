import type { LoadJob } from "./load-job.js";
import { freshId, seededId } from "./user-ids.js";

/** Returns a function that writes the next request of a job, as ASCII. */
export function createRequestWriter({ name, request }: LoadJob): () => string {
  const { method, path, headers, body, item, items, seeded } = request;
  const lines = Object.entries(headers).map(([key, value]) => `${key}: ${value}\r\n`);
  const [before = "", after] = path.split("{id}");
  let count = 0;
  const nextId = () => {
    count += 1;
    if (seeded === undefined) return freshId(name, count);
    return seededId(1 + Math.floor(Math.random() * seeded));
  };
  const nextItem = () => item.replace("{id}", nextId());
  const nextBody = () =>
    items === 0
      ? body.replace("{id}", nextId())
      : body.replace("{items}", Array.from({ length: items }, nextItem).join(","));

  const rest = ` HTTP/1.1\r\nhost: 127.0.0.1\r\n${lines.join("")}`;
  if (method === "GET") {
    return () => `GET ${before}${after === undefined ? "" : nextId() + after}${rest}\r\n`;
  }
  const head = `POST ${path}${rest}content-type: application/json\r\ncontent-length: `;
  return () => {
    const text = nextBody();
    return `${head}${text.length}\r\n\r\n${text}`;
  };
}
