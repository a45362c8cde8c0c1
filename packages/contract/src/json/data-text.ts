/**
 * The data of a received user as JSON, token for token. Clients give users a `dataText` that the router's types do not
 * know; users of other origins have only their parsed data.
 */
export const dataTextOf = (user: { readonly data: object }): string =>
  "dataText" in user && typeof user.dataText === "string"
    ? user.dataText
    : JSON.stringify(user.data);
