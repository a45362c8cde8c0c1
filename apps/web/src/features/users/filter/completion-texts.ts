export const completionTexts = {
  fields: {
    id: "the user's id",
    created: "when the user was added",
    updated: "when the user last changed",
    version: "increases with every change",
    status: "active or deactivated",
    banned: "whether the user is banned",
  },
  operators: {
    equal: "equals",
    other: "differs, or is missing",
    above: "greater than, or later",
    least: "at least",
    below: "less than, or earlier",
    most: "at most",
    contains: "contains a substring or an array element",
    starts: "starts with",
    oneOf: "is one of",
    noneOf: "is none of",
    exists: "has a value",
    absent: "has no value",
  },
  words: {
    not: "negates what follows",
    and: "both must match",
    or: "either must match",
  },
};
