/** The definition of a zod schema, as its `_zod.def` describes it. The client does not load zod. */
export interface TypeNode {
  readonly type?: unknown;
  readonly shape?: Readonly<Record<string, unknown>>;
  readonly catchall?: unknown;
  readonly valueType?: unknown;
  readonly element?: unknown;
  readonly items?: readonly unknown[];
  readonly rest?: unknown;
  readonly options?: readonly unknown[];
  readonly values?: readonly unknown[];
  readonly left?: unknown;
  readonly right?: unknown;
  readonly innerType?: unknown;
  readonly out?: unknown;
  readonly getter?: () => unknown;
}

/**
 * The types that a value can have by its schema: those of a union, without wrappers such as `optional`, and without
 * the members of a union that a literal, such as a discriminator, excludes. Empty if there is no zod schema.
 */
export function typesOf(schema: unknown, value: unknown): TypeNode[] {
  const node = definitionOf(schema);
  if (!node) return [];
  switch (node.type) {
    case "union":
      return node.options?.flatMap((option) => typesOf(option, value)) ?? [];
    case "intersection":
      return [...typesOf(node.left, value), ...typesOf(node.right, value)];
    case "lazy":
      return typesOf(node.getter?.(), value);
    case "pipe":
      return typesOf(node.out, value);
    default:
      if (node.innerType !== undefined) return typesOf(node.innerType, value);
      return isExcluded(node, value) ? [] : [node];
  }
}

/** The types of the value at a key or index. */
export function childTypes(
  nodes: readonly TypeNode[],
  key: string | number,
  value: unknown,
): TypeNode[] {
  return nodes.flatMap((node) => typesOf(childSchema(node, key), value));
}

/** Whether a number of these types is to be read as a bigint. */
export function isBigint(nodes: readonly TypeNode[]): boolean {
  return (
    nodes.some(({ type }) => type === "bigint") && !nodes.some(({ type }) => type === "number")
  );
}

function childSchema(node: TypeNode, key: string | number): unknown {
  if (typeof key === "number") return node.element ?? node.items?.[key] ?? node.rest;
  const { shape = {}, catchall, valueType } = node;
  return Object.hasOwn(shape, key) ? shape[key] : (valueType ?? catchall);
}

function isExcluded({ shape = {} }: TypeNode, value: unknown): boolean {
  return Object.entries(shape).some(([key, schema]) => {
    const { type, values } = definitionOf(schema) ?? {};
    return type === "literal" && values?.includes(valueAt(value, key)) === false;
  });
}

const valueAt = (value: unknown, key: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;

function definitionOf(schema: unknown): TypeNode | undefined {
  return isZodSchema(schema) ? schema._zod.def : undefined;
}

function isZodSchema(value: unknown): value is { readonly _zod: { readonly def: TypeNode } } {
  return typeof value === "object" && value !== null && "_zod" in value;
}
