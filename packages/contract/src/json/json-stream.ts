/** A JSON value that is written in pieces, so that all of it need not fit in memory. `Value` is what clients parse. */
export class JsonStream<Value = unknown> {
  readonly chunks: AsyncIterable<string>;
  /** Only its type is used. */
  readonly value?: Value;

  constructor(chunks: AsyncIterable<string>) {
    this.chunks = chunks;
  }
}
