import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import { Command } from "@commander-js/extra-typings";
import type { Cli } from "./cli.js";
import { audit } from "./commands/audit.js";
import { configShow } from "./commands/config-show.js";
import { schemaCheck } from "./commands/schema-check.js";
import { schemaDiff } from "./commands/schema-diff.js";
import { schemaPush } from "./commands/schema-push.js";
import { schemaRemove } from "./commands/schema-remove.js";
import { schemaShow } from "./commands/schema-show.js";
import { keysAdd } from "./commands/keys-add.js";
import { keysList } from "./commands/keys-list.js";
import { keysRevoke } from "./commands/keys-revoke.js";
import { keysRotate } from "./commands/keys-rotate.js";
import { keysUpdate } from "./commands/keys-update.js";
import { indexAdd } from "./commands/index-add.js";
import { indexList } from "./commands/index-list.js";
import { indexRemove } from "./commands/index-remove.js";
import { statsUsage } from "./commands/stats-usage.js";
import { tokenCreate } from "./commands/token-create.js";
import { usersAdd } from "./commands/users-add.js";
import { usersBan } from "./commands/users-ban.js";
import { usersExportOne } from "./commands/users-export-one.js";
import { usersExport } from "./commands/users-export.js";
import { usersGet } from "./commands/users-get.js";
import { usersHistory } from "./commands/users-history.js";
import { usersImport } from "./commands/users-import.js";
import { usersList } from "./commands/users-list.js";
import { usersPatch } from "./commands/users-patch.js";
import { usersRemove } from "./commands/users-remove.js";
import { usersRevert } from "./commands/users-revert.js";
import {
  usersDeactivate,
  usersReactivate,
  usersRestore,
  usersRevokeTokens,
  usersUnban,
} from "./commands/users-status.js";
import { usersUpdate } from "./commands/users-update.js";
import type { Environment } from "./env.js";
import { createOutput, type Output } from "./output/output.js";
import { createRootCommand } from "./root-command.js";
import { throwUsageErrors } from "./output/usage-error.js";

/** The commands by group, in the order that help lists them. */
const groups = [
  {
    name: "users",
    description: "Add, find, change, suspend, remove, restore, import and export users.",
    commands: [
      usersAdd,
      usersGet,
      usersList,
      usersUpdate,
      usersPatch,
      usersDeactivate,
      usersReactivate,
      usersBan,
      usersUnban,
      usersRevokeTokens,
      usersRemove,
      usersRestore,
      usersHistory,
      usersRevert,
      usersImport,
      usersExport,
      usersExportOne,
    ],
  },
  {
    name: "schema",
    description: "Validate the users' data against a schema, in zod or JSON Schema.",
    commands: [schemaPush, schemaShow, schemaCheck, schemaDiff, schemaRemove],
  },
  {
    name: "index",
    description: "Manage indexes on the users' data.",
    commands: [indexAdd, indexList, indexRemove],
  },
  { name: "stats", description: "Show statistics about the app.", commands: [statsUsage] },
  { name: "token", description: "Create tokens for calling the API.", commands: [tokenCreate] },
  {
    name: "keys",
    description: "Manage the app's API keys, with a key that has the scope keys:write.",
    commands: [keysList, keysAdd, keysUpdate, keysRotate, keysRevoke],
  },
  { name: "config", description: "Show the CLI's settings.", commands: [configShow] },
];

export interface Program {
  readonly command: CommandUnknownOpts;
  readonly cli: Cli;
}

/** The root command and the context of its subcommands. Nothing runs until it parses arguments. */
export function createProgram(environment: Environment): Program {
  const root = createRootCommand();
  let output: Output | undefined;
  const cli: Cli = {
    environment,
    get flags() {
      return root.opts();
    },
    get output() {
      return (output ??= createOutput(root.opts().json === true));
    },
  };
  for (const { name, description, commands } of groups) {
    const group = new Command(name).description(description).copyInheritedSettings(root);
    for (const create of commands) group.addCommand(create(cli).copyInheritedSettings(root));
    root.addCommand(group);
  }
  root.addCommand(audit(cli).copyInheritedSettings(root));
  throwUsageErrors(root);
  return { command: root, cli };
}
