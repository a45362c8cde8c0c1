import { Command } from "@commander-js/extra-typings";
import { type Cli, connect } from "../cli.js";
import { examplesSection, exitCodesSection } from "../help/help-text.js";
import { confirm } from "../output/confirm.js";

const examples = [
  {
    description: "Revoke a key without confirmation",
    command: "roster keys revoke k7m2x9qp4rt8wz3n --yes",
  },
];

export function keysRevoke(cli: Cli) {
  return new Command("revoke")
    .description(
      "Permanently revoke an API key, within five seconds everywhere. Asks for confirmation.",
    )
    .argument("<key>", "the key, without its secret")
    .option("-y, --yes", "skip the confirmation; required without a terminal")
    .addHelpText(
      "after",
      () => examplesSection(examples) + exitCodesSection(["INVALID", "FORBIDDEN", "NOT_FOUND"]),
    )
    .action(async (key, { yes = false }) => {
      const { apiKeys } = await connect(cli);
      if (!yes) await confirm(`Permanently revoke the API key ${key}?`);
      await apiKeys.revoke(key);
      cli.output.result({ key }, () => `Revoked ${key}.`);
    });
}
