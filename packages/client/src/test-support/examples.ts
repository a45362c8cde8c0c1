import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** A ```ts block of the README, docs/api.md or a doc comment. */
export interface Example {
  /** The file and the number of the block. */
  readonly title: string;
  readonly code: string;
  /** The expected output, from the comments after `console.log` calls, in order. */
  readonly prints: readonly string[];
}

const folder = fileURLToPath(new URL("../../", import.meta.url));

export function findExamples(): Example[] {
  const names = readdirSync(join(folder, "src"), { recursive: true }).map(String);
  const sources = names.filter((name) => name.endsWith(".ts") && !name.includes("test"));
  return ["README.md", "../../docs/api.md", ...sources.map((name) => `src/${name}`)].flatMap(
    readExamples,
  );
}

function readExamples(file: string): Example[] {
  const text = readFileSync(join(folder, file), "utf8").replaceAll(/^ *\* ?/gm, (mark) =>
    file.endsWith(".md") ? mark : "",
  );
  const blocks = Array.from(text.matchAll(/^```ts\n(.*?)^```$/gms), ([, code = ""]) => code);
  return blocks.map((code, index) => ({
    title: `${file} ${index + 1}`,
    code,
    prints: Array.from(
      code.matchAll(/console\.log\(.*\); \/\/ (.+)$/gm),
      ([, output = ""]) => output,
    ),
  }));
}
