// Prints the commit after which messages follow Conventional Commits: COMMITS_FROM (a pull request's base),
// else the last commit before the convention, else, in a shallow clone, the parent of HEAD.
import { execFileSync } from "node:child_process";

const lastFreeForm = "e4b4fe9d";

function isAncestor(commit) {
  try {
    execFileSync("git", ["merge-base", "--is-ancestor", commit, "HEAD"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

const candidates = [process.env["COMMITS_FROM"], lastFreeForm].filter(Boolean);
console.log(candidates.find(isAncestor) ?? "HEAD~1");
