import { expect, test } from "vitest";
import { backends } from "@roster/db/testing";
import { openFaultFixture } from "./fault-fixture.js";
import { runRounds } from "./rounds.js";
import { readFaultsSettings } from "./settings.js";

const settings = readFaultsSettings();

test.each(backends)(
  "on %s no acknowledged call is lost, applied twice or missing in the log under any fault, and the server recovers on its own",
  async (engine) => {
    await using fixture = await openFaultFixture(engine);
    const log = (line: string) => process.stdout.write(`${line}\n`);
    const { problems, injected } = await runRounds(fixture, {
      engine,
      ...settings,
      log,
    });
    expect(problems.join("\n")).toBe("");
    const neverInjected = [...injected].filter(([, times]) => times === 0).map(([name]) => name);
    expect(settings.rounds === undefined ? neverInjected : []).toEqual([]);
  },
);
