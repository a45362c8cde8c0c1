/** tRPC's URL of a query with this input. `{id}` in it stays as it is, for the load generator. */
export function queryPath(path: string, input: object): string {
  const encoded = encodeURIComponent(JSON.stringify(input));
  return `${path}?input=${encoded.replace(encodeURIComponent("{id}"), "{id}")}`;
}
