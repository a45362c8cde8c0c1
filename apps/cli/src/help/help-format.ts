import { styleText } from "node:util";
import { type CommandUnknownOpts, Help, type HelpConfiguration } from "@commander-js/extra-typings";

/** Flat, so that `roster --help` shows every command at a glance. */
export const helpFormat: HelpConfiguration = {
  showGlobalOptions: true,
  styleTitle: (text) => styleText("bold", text, { validateStream: false }),
  commandUsage: (command) => {
    const args = command.commands.length > 0 ? ["<command>"] : argumentsOf(command);
    return ["roster", ...pathOf(command), ...args, "[options]"].join(" ");
  },
  subcommandTerm: (command) => [...pathOf(command), ...argumentsOf(command)].join(" "),
  visibleGlobalOptions: (command) =>
    command.parent ? rootOf(command).options.filter(({ long }) => long !== "--version") : [],
  formatHelp: (command, helper) => {
    // Only while printing: suggestions for typos need the nested commands.
    const flat = Object.assign(new Help(), helper, { visibleCommands: leavesOf });
    return Help.prototype.formatHelp.call(flat, command, flat);
  },
};

/** The words of a command without `roster`. */
function pathOf(command: CommandUnknownOpts): string[] {
  return command.parent ? [...pathOf(command.parent), command.name()] : [];
}

function argumentsOf(command: CommandUnknownOpts): string[] {
  return command.registeredArguments.map((argument) => `<${argument.name()}>`);
}

function rootOf(command: CommandUnknownOpts): CommandUnknownOpts {
  return command.parent ? rootOf(command.parent) : command;
}

function leavesOf(command: CommandUnknownOpts): CommandUnknownOpts[] {
  return command.commands.flatMap((child) =>
    child.commands.length > 0 ? leavesOf(child) : [child],
  );
}

const { stdout } = process;

/** Help is written to stdout, even for a group without a command. Errors are written by run.ts. */
export const helpOutput = {
  writeErr: (text: string) => void stdout.write(text),
  getErrHelpWidth: () => stdout.columns ?? 80,
  getErrHasColors: () => stdout.isTTY && stdout.hasColors(),
  outputError: () => {},
};
