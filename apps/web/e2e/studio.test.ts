import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { openTestApi } from "@roster/api/testing";
import { expect, test } from "vitest";
import { expectShown } from "./expect-shown";
import { openContext, useBrowser } from "./testing";

useBrowser();

const rosterServer = fileURLToPath(new URL("../../server/dist/main.js", import.meta.url));

test("roster-server studio shows the users of the configured database", async () => {
  await using directory = await openTestApi("sqlite");
  await directory.server.users.add({ id: "john-doe", data: { name: "John Doe" } });
  const port = await freePort();
  const options = ["--port", String(port), "--browser", "none"];
  const child = spawn(process.execPath, [rosterServer, "studio", ...options], {
    env: {
      NODE_ENV: "test",
      PATH: process.env["PATH"],
      HOME: process.env["HOME"],
      DATABASE_URL: directory.databaseUrl,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  try {
    let output = "";
    while (!output.includes("running at")) {
      const [chunk] = (await once(child.stdout, "data")) as [Buffer];
      output += chunk.toString();
    }
    await using context = await openContext();
    const page = await context.newPage();
    await page.goto(`http://localhost:${port}`);
    await page.getByText("users", { exact: true }).first().click();
    await expectShown(page.getByText("john-doe").first());
    expect(await page.getByText("John Doe").count()).toBeGreaterThan(0);
  } finally {
    child.kill("SIGTERM");
    await exited;
  }
});

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  return typeof address === "object" && address ? address.port : 0;
}
