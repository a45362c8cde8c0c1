/** The URL of a tRPC query. `{id}` stays unencoded for the load generator. */
export function queryPath(path: string, input: object): string {
  const encoded = encodeURIComponent(JSON.stringify(input));
  return `${path}?input=${encoded.replace(encodeURIComponent("{id}"), "{id}")}`;
}
