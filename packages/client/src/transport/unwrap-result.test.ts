import { expect, test } from "vitest";
import { unwrapResult } from "./unwrap-result.js";

const response = '{"result":{"data":{"name":"Zoë","n":1.0}}}';

test.each([1, 2, 3, 17, 18, 19, 20, 1000])(
  "passes on the result of a response that arrives in chunks of %d bytes",
  async (size) => {
    const bytes = new TextEncoder().encode(response);
    const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
      bytes.slice(at * size, (at + 1) * size),
    );
    const source = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const chunk of chunks) controller.enqueue(chunk);
        controller.close();
      },
    });
    const text = await new Response(source.pipeThrough(unwrapResult())).text();
    expect(text).toBe('{"name":"Zoë","n":1.0}');
  },
);
