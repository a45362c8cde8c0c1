/** The name in the header `x-roster-actor`: its bytes arrive as characters, and the name is in UTF-8. */
export const decodeOnBehalfOf = (header: string): string =>
  Buffer.from(header, "latin1").toString();
