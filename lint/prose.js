import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { relative, resolve } from "node:path";

// `node lint/prose.js`: finds phrases that do not read as idiomatic English, in docs, comments, messages and titles.

/** Patterns and their replacements. Only patterns that are wrong in any context. */
const phrases = [
  [/\bgoes? not\b|\bgo not\b/i, "does not go; “cannot be combined with”"],
  [/\bmust be an? text\b/i, "must be a string"],
  [
    /(?<!there )\b(?:is|are|was|were) no (?:id|path|user|users|object|JSON|number|string|URL|list|array)\b/i,
    "is not a …",
  ],
  [/\bof whom\b/i, "“that” or “whose”"],
  [/\bexists already\b/i, "already exists"],
  [/\bmend(?:s|ed|ing)?\b/i, "fix"],
  [/\bheed(?:s|ed|ing)?\b/i, "respect, honour or obey"],
  [/\bput in force\b|\bin force\b/i, "activate, active"],
  [/\btells? of\b|\btold of\b/i, "reports"],
  [/\bcome[s]? by\b/i, "get, receive"],
  [/\bright behind\b/i, "right after"],
  [/\bstands? (?:beside|behind|there|apart)\b/i, "is next to, follows, is in"],
  [/\bwhat (?:goes|is going) on\b/i, "what is happening"],
  [/\bas (?:he|she|it|they) likes?\b|\bas one likes\b/i, "as needed"],
  [/\bbehind (?:it|them|that|this) (?:comes?|stands?)\b/i, "follows"],
  [/\b(?:is|are|was|were|be) told (?:at|by|so)\b/i, "reported, exposed at"],
  [/\bnone is\b(?! set)/i, "there is no …"],
  [/\bso it does\b/i, "say what it does"],
  [/\ball that (?:is|are)\b/i, "everything that is"],
  [/\bfor whoever\b|\bto whoever\b/i, "for anyone who, to the caller"],
  [/\bby itself alone\b/i, "only"],
  [/\bof an own\b/i, "its own"],
  [/\bnothing of (?:it|them|this|these)\b/i, "none of it"],
  [/\bwithout all\b/i, "without any"],
];

const checked =
  /\.(?:[cm]?[jt]sx?|md|ya?ml|json|css|sh|prisma|peggy|service|html)$|(?:^|\/)(?:Containerfile|run)$/;
const skipped = /^(?:lint\/prose(?:\.test)?\.js|pnpm-lock\.yaml)$|(?:^|\/)migrations\//;

/** Returns the phrases found in a text as `{ line, phrase, advice }`; lines are counted from 1. */
export function findPhrases(text) {
  return text.split("\n").flatMap((content, index) =>
    phrases.flatMap(([pattern, advice]) => {
      const [phrase] = pattern.exec(content) ?? [];
      return phrase === undefined ? [] : [{ line: index + 1, phrase, advice }];
    }),
  );
}

function main() {
  const repository = resolve(import.meta.dirname, "..");
  const files = execFileSync("git", ["ls-files", "-z"], { cwd: repository, encoding: "utf8" })
    .split("\0")
    .filter((file) => checked.test(file) && !skipped.test(file));
  const findings = files.flatMap((file) =>
    findPhrases(readFileSync(resolve(repository, file), "utf8")).map(
      ({ line, phrase, advice }) => `${file}:${line}: “${phrase}”: ${advice}`,
    ),
  );
  for (const finding of findings) console.error(finding);
  if (findings.length > 0)
    console.error(`${findings.length} phrases to rewrite (CONTRIBUTING.md has the style guide)`);
  process.exitCode = findings.length > 0 ? 1 : 0;
}

if (relative(process.argv[1] ?? "", import.meta.filename) === "") main();
