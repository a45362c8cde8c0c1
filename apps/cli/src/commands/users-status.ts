import { Command } from "@commander-js/extra-typings";
import type { ConditionalOptions, RosterClient } from "@roster/client";
import type { ErrorCode } from "@roster/contract";
import { versionOption } from "../arguments/version-option.js";
import { type Cli, connect } from "../cli.js";
import { type Example, examplesSection, exitCodesSection } from "../help/help-text.js";
import { writeStatusChange } from "../output/status-change.js";

interface StatusCommand {
  readonly name: string;
  readonly description: string;
  readonly examples: readonly Example[];
  /** What the command has done: `Deactivated`. */
  readonly done: string;
  readonly codes?: readonly ErrorCode[];
  readonly call: (
    users: RosterClient["users"],
    ...args: Parameters<RosterClient["users"]["deactivate"]>
  ) => ReturnType<RosterClient["users"]["deactivate"]>;
}

/** A command that changes the status of one user. */
function createStatusCommand({
  name,
  description,
  examples,
  done,
  codes = [],
  call,
}: StatusCommand) {
  return (cli: Cli) =>
    new Command(name)
      .description(description)
      .argument("<id>", "the user's id")
      .addOption(versionOption())
      .addHelpText(
        "after",
        () =>
          examplesSection(examples) +
          exitCodesSection(["INVALID", "NOT_FOUND", "PRECONDITION_FAILED", ...codes]),
      )
      .action(async (id, options: ConditionalOptions) => {
        const { users } = await connect(cli);
        writeStatusChange(cli.output, done, await call(users, id, options));
      });
}

export const usersDeactivate = createStatusCommand({
  name: "deactivate",
  description: "Suspend a user: its own tokens are rejected. A backend can still use the user.",
  examples: [{ description: "Suspend a user", command: "roster users deactivate john-doe" }],
  done: "Deactivated",
  call: (users, ...args) => users.deactivate(...args),
});

export const usersReactivate = createStatusCommand({
  name: "reactivate",
  description: "End the deactivation of a user.",
  examples: [{ description: "Bring a user back", command: "roster users reactivate john-doe" }],
  done: "Reactivated",
  call: (users, ...args) => users.reactivate(...args),
});

export const usersUnban = createStatusCommand({
  name: "unban",
  description: "End the ban of a user.",
  examples: [{ description: "End a ban early", command: "roster users unban john-doe" }],
  done: "Unbanned",
  call: (users, ...args) => users.unban(...args),
});

export const usersRevokeTokens = createStatusCommand({
  name: "revoke-tokens",
  description:
    "Reject all tokens of a user that were issued until now: it is signed out everywhere.",
  examples: [
    { description: "Sign a user out everywhere", command: "roster users revoke-tokens john-doe" },
  ],
  done: "Revoked the tokens of",
  call: (users, ...args) => users.revokeTokens(...args),
});

export const usersRestore = createStatusCommand({
  name: "restore",
  description: "Bring back a user that was removed with --soft.",
  examples: [
    {
      description: "Undo a removal",
      command: "roster users remove john-doe --soft && roster users restore john-doe",
    },
  ],
  done: "Restored",
  codes: ["CONFLICT"],
  call: (users, ...args) => users.restore(...args),
});
