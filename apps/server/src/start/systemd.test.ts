import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const units = fileURLToPath(new URL("../../../../ops/systemd/", import.meta.url));
const names = ["roster.service", "roster-dashboard.service"];
const hasSystemd = spawnSync("systemd-analyze", ["--version"]).status === 0;
if (!hasSystemd) console.warn("NOT RUN: systemd-analyze is not installed");

test.runIf(hasSystemd)("systemd verifies the units without warnings", () => {
  const folder = mkdtempSync(join(tmpdir(), "roster-units-"));
  try {
    cpSync(units, folder, { recursive: true });
    for (const name of names) {
      // Use the path of Node on this machine.
      const text = readFileSync(join(units, name), "utf8");
      writeFileSync(join(folder, name), text.replace("/usr/bin/node", process.execPath));
      const args = ["verify", "--man=no", join(folder, name)];
      expect(execFileSync("systemd-analyze", args, { encoding: "utf8", stdio: "pipe" })).toBe("");
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("the units run unprivileged and can write only to their own folders", () => {
  for (const name of names) {
    const text = readFileSync(join(units, name), "utf8");
    for (const line of [
      "User=roster",
      "NoNewPrivileges=true",
      "ProtectSystem=strict",
      "UMask=0077",
    ]) {
      expect(text).toContain(`\n${line}\n`);
    }
  }
});
