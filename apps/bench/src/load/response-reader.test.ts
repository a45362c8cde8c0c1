import { expect, test } from "vitest";
import { ResponseReader } from "./response-reader.js";

const plain = "HTTP/1.1 201 Created\r\nContent-Length: 5\r\n\r\nhello";
const chunked =
  "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n";

test.each([
  ["with a length", plain, 201],
  ["in chunks", chunked, 200],
])("reads a response %s, wherever its bytes are split", (_, text, status) => {
  for (let cut = 0; cut < text.length; cut += 1) {
    const reader = new ResponseReader();
    expect(reader.read(Buffer.from(text.slice(0, cut)))).toBeUndefined();
    const response = reader.read(Buffer.from(text.slice(cut)));
    expect([response?.status, response?.body.toString()]).toEqual([status, "hello"]);
  }
});

test("reads consecutive responses on one connection", () => {
  const reader = new ResponseReader();
  const statuses = [plain, chunked, plain].map((text) => reader.read(Buffer.from(text))?.status);
  expect(statuses).toEqual([201, 200, 201]);
});

test("rejects a response of unknown length", () => {
  const read = () => new ResponseReader().read(Buffer.from("HTTP/1.1 200 OK\r\n\r\nhello"));
  expect(read).toThrow("neither a length");
});
