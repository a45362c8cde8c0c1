import { expect, test } from "vitest";
import { AnswerReader } from "./answer-reader.js";

const plain = "HTTP/1.1 201 Created\r\nContent-Length: 5\r\n\r\nhello";
const chunked =
  "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n";

test.each([
  ["with a length", plain, 201],
  ["in chunks", chunked, 200],
])("an answer %s is read, wherever its bytes are cut", (_, text, status) => {
  for (let cut = 0; cut < text.length; cut += 1) {
    const reader = new AnswerReader();
    expect(reader.read(Buffer.from(text.slice(0, cut)))).toBeUndefined();
    const answer = reader.read(Buffer.from(text.slice(cut)));
    expect([answer?.status, answer?.body.toString()]).toEqual([status, "hello"]);
  }
});

test("answers on one connection follow each other", () => {
  const reader = new AnswerReader();
  const statuses = [plain, chunked, plain].map((text) => reader.read(Buffer.from(text))?.status);
  expect(statuses).toEqual([201, 200, 201]);
});

test("an answer of unknown length is refused", () => {
  const read = () => new AnswerReader().read(Buffer.from("HTTP/1.1 200 OK\r\n\r\nhello"));
  expect(read).toThrow("neither its length");
});
