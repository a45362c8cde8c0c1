import { expect, test } from "vitest";
import { backends } from "@roster/db/testing";
import { openFaultFixture } from "./fault-fixture.js";
import { runRounds } from "./rounds.js";
import { readFaultsSettings } from "./settings.js";

const settings = readFaultsSettings();

test.each(backends)(
  "on %s nothing that was acknowledged is lost or done twice, whatever befalls, and it answers again by itself",
  async (engine) => {
    await using ground = await openFaultFixture(engine);
    const say = (line: string) => process.stdout.write(`${line}\n`);
    const { problems, injected: befallen } = await runRounds(ground, {
      engine,
      ...settings,
      log: say,
    });
    expect(problems.join("\n")).toBe("");
    const seldom = [...befallen].filter(([, times]) => times === 0).map(([name]) => name);
    expect(settings.rounds === undefined ? seldom : []).toEqual([]);
  },
);
