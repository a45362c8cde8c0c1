type Reference = readonly [key: string | number | null, kind: number, chunk: number];
type Definition = readonly [readonly [unknown], ...(readonly Reference[])];
type Chunk = readonly [id: number, status: number, value?: Definition];

/**
 * Resolves a tRPC stream of JSON lines, whose chunks are numbered in the order in which promises settle. Any other
 * body is returned unchanged.
 */
export function resolveJsonLines(body: string): string {
  const [head = "", ...rest] = body.split("\n").filter((line) => line.trim() !== "");
  if (!head.startsWith('{"0":[[0],')) return body;
  const chunks = new Map(
    rest.map((line) => {
      const [id, status, value] = JSON.parse(line) as Chunk; // tRPC's format
      return [id, { status, value }];
    }),
  );
  const resolve = ([[value], ...references]: Definition): unknown => {
    let resolved = value;
    for (const [key, , id] of references) {
      const { status, value: inner } = chunks.get(id) ?? { status: "missing" };
      const part = { status, ...(inner && { value: resolve(inner) }) };
      if (key === null) resolved = part;
      else Object.assign(resolved as object, { [key]: part }); // references are in objects or arrays
    }
    return resolved;
  };
  const results = Object.values(JSON.parse(head) as Record<string, Definition>); // tRPC's format
  return JSON.stringify(results.map(resolve));
}
