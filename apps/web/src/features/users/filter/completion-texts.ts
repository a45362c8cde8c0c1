/** Said of what can come next in a filter. */
export const completionTexts = {
  fields: {
    id: "the user's id",
    created: "when it was added",
    updated: "when it last changed",
    version: "counts its changes",
  },
  operators: {
    equal: "is",
    other: "is another one, or there is none",
    above: "above, later",
    least: "at least",
    below: "below, earlier",
    most: "at most",
    contains: "a part of a text, an element of an array",
    starts: "a text begins so",
    oneOf: "one of these",
    noneOf: "none of these",
    exists: "there is a value",
    absent: "there is none",
  },
  words: {
    not: "what follows is not so",
    and: "both are so",
    or: "one of them is so",
  },
};
