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
import { toSafeText } from "../output/json-text.js";

const examples = [
  {
    description: "Let a key only read users",
    command: "roster keys update k7m2x9qp4rt8wz3n --scopes users:read",
  },
  {
    description: "Lift a key's limits",
    command: "roster keys update k7m2x9qp4rt8wz3n --expires-in none --rate none --allow-from none",
  },
];

export function keysUpdate(cli: Cli) {
  return new Command("update")
    .description(
      "Change what an API key may do, its limits or its name. Options that are not given stay as they are.",
    )
    .argument("<key>", "the key, without its secret")
    .option("--name <name>", "the application that uses it")
    .addOption(scopesOption())
    .addOption(expiryOption())
    .addOption(rateOption())
    .addOption(allowOption())
    .addHelpText(
      "after",
      () =>
        section("Scopes:", scopeNames) +
        examplesSection(examples) +
        exitCodesSection(["INVALID", "FORBIDDEN", "NOT_FOUND"]),
    )
    .action(async (key, { name, ...flags }) => {
      const { apiKeys } = await connect(cli);
      const changes = { ...toKeyOptions(flags), ...(name !== undefined && { name }) };
      const apiKey = await apiKeys.update(key, changes);
      cli.output.result({ apiKey }, () => `Updated ${toSafeText(apiKey.name)}.`);
    });
}
