import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { rolldown } from "rolldown";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Consumer, createConsumer } from "./consumer.js";
import { backendProgram, backendOutput, examples, testProgram, testOutput } from "./programs.js";
import { startServerProcess } from "./server-process.js";

let consumer: Consumer;
beforeAll(async () => {
  consumer = await createConsumer({
    "@tanstack/react-query": "^5",
    "@trpc/tanstack-react-query": "^11",
    "@types/node": "^20",
    "@types/react": "^19",
    react: "^19",
    typescript: "^7.0.2",
    "typescript-5.7": "npm:typescript@~5.7.2",
    libsql: "^0.5.29",
    zod: "^4",
  });
});
afterAll(() => consumer[Symbol.dispose]());

describe("the packed client", () => {
  test("passes publint and attw", async () => {
    const bin = join(import.meta.dirname, "../node_modules/.bin");
    const publint = await consumer.run(join(bin, "publint"), ["run", consumer.tarball, "--strict"]);
    expect(publint).toContain("All good!");
    const attw = await consumer.run(join(bin, "attw"), [consumer.tarball, "--profile", "esm-only"]);
    expect(attw).toContain("🟢 (ESM)");
  });

  test("contains only what it needs: no sources, no other workspace package, no zod", () => {
    const modules = join(consumer.folder, "node_modules");
    const packed = readdirSync(join(modules, "@roster/client"), { recursive: true });
    const names = packed.map(String).filter((name) => !name.startsWith("dist/prisma"));
    expect(packed).toContain("dist/prisma/sqlite/migrations");
    expect(names.toSorted()).toEqual([
      "LICENSE",
      "README.md",
      "dist",
      "dist/files.d.ts",
      "dist/files.js",
      "dist/files.js.map",
      "dist/index.d.ts",
      "dist/index.js",
      "dist/index.js.map",
      "dist/schema-compiler-thread.js",
      "dist/testing.d.ts",
      "dist/testing.js",
      "dist/validator-thread.js",
      "package.json",
    ]);
    const manifest: unknown = JSON.parse(
      readFileSync(join(modules, "@roster/client/package.json"), "utf8"),
    );
    expect(manifest).toMatchObject({
      dependencies: {
        "@trpc/client": expect.stringMatching(/^[~^]\d/) as string,
        "@trpc/server": expect.stringMatching(/^[~^]\d/) as string,
      },
    });
    expect(readdirSync(join(modules, "@roster"))).toEqual(["client"]);
    for (const name of ["index.js", "index.d.ts", "files.js", "files.d.ts"]) {
      const text = readFileSync(join(modules, "@roster/client/dist", name), "utf8");
      expect(text).not.toMatch(/from "zod|from 'zod|import\("zod|ZodType/);
    }
  });

  test.each([
    ["@roster/client", 20 * 1024],
    ["@roster/client/files", 13.5 * 1024],
  ])("bundles %s for a browser into at most %d compressed bytes", async (name, limit) => {
    consumer.write({ "page.js": `export * from "${name}";` });
    const input = join(consumer.folder, "page.js");
    await using bundle = await rolldown({ input, platform: "browser" });
    const { output } = await bundle.generate({ minify: true });
    // The CSV parser is loaded lazily.
    const [{ code, imports }, ...lazy] = output;
    expect(imports).toEqual([]);
    expect(lazy).toHaveLength(name.endsWith("files") ? 1 : 0);
    const size = gzipSync(code).length;
    console.log(`${name} for a browser: ${code.length} bytes, compressed ${size}`);
    expect(size).toBeLessThanOrEqual(limit);
  });
});

const strict = {
  target: "es2022",
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
};
const projects = {
  /** Checks all declarations, including tRPC's, which contain errors themselves. */
  everything: {
    ...strict,
    module: "nodenext",
    lib: ["es2023", "esnext.disposable", "dom"],
    types: ["node"],
    skipLibCheck: false,
    noEmit: true,
  },
  page: {
    ...strict,
    module: "esnext",
    moduleResolution: "bundler",
    lib: ["es2023", "dom"],
    types: [],
    skipLibCheck: true,
    noEmit: true,
  },
  backend: {
    ...strict,
    module: "nodenext",
    lib: ["es2023"],
    types: ["node"],
    skipLibCheck: true,
    outDir: "built",
  },
  test: {
    ...strict,
    module: "nodenext",
    lib: ["es2023", "esnext.disposable"],
    types: ["node"],
    skipLibCheck: true,
    outDir: "built",
  },
};

describe.each(["typescript", "typescript-5.7"])("with %s", (typescript) => {
  function compile(name: keyof typeof projects, files: Record<string, string>): Promise<string> {
    const tsconfig = { compilerOptions: projects[name], files: Object.keys(files) };
    consumer.write({ ...files, "tsconfig.json": JSON.stringify(tsconfig) });
    const tsc = join(consumer.folder, "node_modules", typescript, "bin/tsc");
    return consumer.run(process.execPath, [tsc, "-p", "."]);
  }

  test("the declarations have no errors, and all documented examples compile", async () => {
    const compiling = compile("everything", { ...examples, "backend.ts": backendProgram });
    const errors = (await compiling.catch(String))
      .split("\n")
      .filter((line) => line.includes(": error TS"));
    expect(errors.filter((line) => !line.startsWith("node_modules/@trpc/"))).toEqual([]);
  });

  test("a page compiles", async () => {
    expect(await compile("page", examples)).toBe("");
  });

  test("a test starts a complete Roster from the package", async () => {
    expect(await compile("test", { "test.ts": testProgram })).toBe("");
    expect(await consumer.run(process.execPath, ["built/test.js"])).toBe(testOutput);
  });

  test("a backend compiles, and runs against a real server", async () => {
    expect(await compile("backend", { "backend.ts": backendProgram })).toBe("");
    await using server = await startServerProcess();
    const printed = await consumer.run(process.execPath, ["built/backend.js"], server.environment);
    expect(printed).toBe(backendOutput);
  });
});
