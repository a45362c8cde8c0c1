// Prints the commit after which messages must follow Conventional Commits: COMMITS_FROM (a pull request's base),
// else the last commit from before the convention, else, in a shallow clone, the parent of HEAD.
import { execFileSync } from "node:child_process";

const LAST_FREE_FORM = "e4b4fe9497f41744e87c8507b1e34efe03d7f83d";

const git = (...args) =>
  execFileSync("git", args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();

function isAncestor(commit) {
  try {
    git("merge-base", "--is-ancestor", commit, "HEAD");
    return true;
  } catch {
    return false;
  }
}

const from = [process.env["COMMITS_FROM"], LAST_FREE_FORM].filter(Boolean).find(isAncestor);
if (from === undefined && git("rev-parse", "--is-shallow-repository") !== "true") {
  console.error(`${LAST_FREE_FORM} is not an ancestor of HEAD: correct it in .ci/first-commit.js`);
  process.exit(1);
}
console.log(from ?? "HEAD~1");
