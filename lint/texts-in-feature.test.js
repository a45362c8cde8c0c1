/* oxlint-disable no-template-curly-in-string -- the strings are code to lint */
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const oxlint = fileURLToPath(new URL("../node_modules/oxlint/bin/oxlint", import.meta.url));
const plugin = fileURLToPath(new URL("texts-in-feature.js", import.meta.url));

const config = {
  jsPlugins: [plugin],
  categories: { correctness: "off" },
  rules: { "roster/texts-in-feature": "error" },
};

const texts = [
  `<h1>Users</h1>`,
  `<p>{count} users</p>`,
  `<p>{isMany ? texts.many : "one user"}</p>`,
  "<p>{`${count} users`}</p>",
  `<p>{problem && "it failed"}</p>`,
  `<input placeholder="any id" />`,
  "<button title={`copy ${name}`} />",
  `<Dialog action="Delete" />`,
  `const metadata = { title: "Sign in" };`,
  `const destinations = [{ href: "/users", label: "Users" }];`,
  `toast.success("Deleted", texts.gone);`,
  "const told = `User ${id} is gone`;",
];

const code = [
  `<h1>{usersTexts.title}</h1>`,
  `<h1>{count} · {total}</h1>`,
  `<button aria-label={texts.close} className="Focus text-muted" type="button" />`,
  `<code className={isWide ? "Wide enough" : ""} />`,
  `if (event.key === "Escape") close();`,
  `import { X } from "Some module";`,
  `const kind: "Object" | "Array" = read();`,
  `throw new TypeError("Use it in its provider");`,
  `const choices = { "Enter it": choose };`,
  `const headers = { "Content-Type": "application/json" };`,
];

/** Returns the indexes of rejected sources. oxlint's RuleTester needs Node 22. */
async function findRejected(sources) {
  const folder = await mkdtemp(join(tmpdir(), "roster-lint-"));
  try {
    await writeFile(join(folder, ".oxlintrc.json"), JSON.stringify(config));
    await Promise.all(
      sources.map((source, index) => writeFile(join(folder, `${index}.tsx`), source)),
    );
    const output = await new Promise((resolve) => {
      const args = [oxlint, "--format=json", "-c", ".oxlintrc.json", "."];
      execFile(process.execPath, args, { cwd: folder }, (_error, stdout) => resolve(stdout));
    });
    const found = JSON.parse(output).diagnostics.map(({ filename }) => parseInt(filename, 10));
    return [...new Set(found)].toSorted((a, b) => a - b);
  } finally {
    await rm(folder, { recursive: true });
  }
}

test("rejects visible text in code and accepts other strings", async () => {
  expect(await findRejected(texts)).toEqual(texts.map((_, index) => index));
  expect(await findRejected(code)).toEqual([]);
});
