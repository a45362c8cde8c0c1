/** What can be done next with a response's user. */
export interface Link {
  readonly operationId: string;
  readonly description: string;
  /** Parameters as runtime expressions, see "Runtime Expressions" in OpenAPI's specification. */
  readonly parameters: Readonly<Record<string, string>>;
}

const onUser = (id: string) => ({
  get: { operationId: "getUser", description: "Gets the user.", parameters: { id } },
  update: {
    operationId: "updateUser",
    description: "Replaces the user's data.",
    parameters: { id },
  },
  remove: { operationId: "removeUser", description: "Removes the user.", parameters: { id } },
});

const returned = onUser("$response.body#/id");
const removed = onUser("$request.path.id");

export const linksOfUser: readonly Link[] = Object.values(returned);

/** The user is gone: getting it is an error. */
export const linksOfRemoved: readonly Link[] = [removed.get];

export function toLinks(links: readonly Link[] = []): object {
  if (links.length === 0) return {};
  return { links: Object.fromEntries(links.map((link) => [link.operationId, link])) };
}
