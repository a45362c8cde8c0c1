import { Command } from "@commander-js/extra-typings";
import {
  allowOption,
  expiryOption,
  rateOption,
  scopeNames,
  scopesOption,
  toKeyOptions,
} from "../arguments/key-options.js";
import { type Cli, connect } from "../cli.js";
import { examplesSection, exitCodesSection, section } from "../help/help-text.js";
import { writeSecret } from "../output/key-text.js";

const examples = [
  {
    description: "Add a key that can only read users, for 90 days",
    command: `roster keys add "Reports" --scopes users:read --expires-in 90d`,
  },
  {
    description: "Add a key that works from one network only, and store it for another program",
    command: `roster keys add "Web backend" --allow-from 203.0.113.0/24 >web.env`,
  },
];

export function keysAdd(cli: Cli) {
  return new Command("add")
    .description(
      "Add an API key, and print it with its secret, which is not shown again. Without --scopes, it has all scopes except keys:write and audit:read.",
    )
    .argument("<name>", "the application that will use it")
    .addOption(scopesOption())
    .addOption(expiryOption())
    .addOption(rateOption())
    .addOption(allowOption())
    .addHelpText(
      "after",
      () =>
        section("Scopes:", scopeNames) +
        examplesSection(examples) +
        exitCodesSection(["INVALID", "FORBIDDEN"]),
    )
    .action(async (name, flags) => {
      const { apiKeys } = await connect(cli);
      writeSecret(cli.output, await apiKeys.add(name, toKeyOptions(flags)));
    });
}
