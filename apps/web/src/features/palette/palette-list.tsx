"use client";
import { Autocomplete } from "@base-ui/react/autocomplete";
import { Search } from "lucide-react";
import { useState } from "react";
import { ShortcutKeys } from "@/features/shortcuts/shortcut-keys";
import { paletteTexts } from "@/features/palette/texts";
import { type Command, type CommandGroup, filterCommands } from "./command";
import { findPageActions } from "./page-actions";
import { useCommands } from "./use-commands";
import { useUserSearch } from "./use-user-search";

interface PaletteListProps {
  onChoose: (command: Command) => void;
  onHelp: () => void;
  signOut: () => Promise<void>;
}

/** The search box and the matching commands. */
export function PaletteList({ onChoose, ...actions }: PaletteListProps) {
  const [text, setText] = useState("");
  const [here] = useState(findPageActions);
  const { pages, more } = useCommands(actions);
  const { results, searchAll, isSearching } = useUserSearch(text);
  const { groups: names } = paletteTexts;
  // Late results go last, so that the item which Enter selects does not change.
  const groups = [
    { label: names.here, items: filterCommands(here, text) },
    { label: names.pages, items: filterCommands(pages, text) },
    { label: names.more, items: filterCommands(more, text) },
    { label: names.users, items: [...results, ...searchAll] },
  ].filter(({ items }) => items.length > 0);
  const count = groups.reduce((sum, { items }) => sum + items.length, 0);

  return (
    <Autocomplete.Root
      inline
      open
      items={groups}
      mode="none"
      autoHighlight="always"
      keepHighlight
      value={text}
      onValueChange={(typed, { reason }) => reason !== "item-press" && setText(typed)}
      itemToStringValue={({ label }: Command) => label}
    >
      <div className="flex items-center gap-3 border-b px-4">
        <Search className="size-4 shrink-0 text-muted" aria-hidden />
        <Autocomplete.Input
          aria-label={paletteTexts.title}
          placeholder={paletteTexts.placeholder}
          spellCheck={false}
          autoCapitalize="off"
          className="h-13 min-w-0 flex-1 bg-transparent outline-none placeholder:text-muted"
        />
      </div>
      <Autocomplete.List className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-2">
        {(group: CommandGroup) => (
          <Autocomplete.Group key={group.label} items={group.items} className="not-first:mt-2">
            <Autocomplete.GroupLabel className="px-2.5 py-1.5 text-xs font-medium text-muted">
              {group.label}
            </Autocomplete.GroupLabel>
            {group.items.map((command) => (
              <CommandItem key={command.id} command={command} onChoose={onChoose} />
            ))}
          </Autocomplete.Group>
        )}
      </Autocomplete.List>
      <div className="flex items-center justify-between gap-4 border-t px-4 py-2.5 text-xs text-muted">
        <Autocomplete.Status>
          {isSearching ? paletteTexts.searching : paletteTexts.found(count)}
        </Autocomplete.Status>
        <span className="max-sm:sr-only">{paletteTexts.hint}</span>
      </div>
    </Autocomplete.Root>
  );
}

interface CommandItemProps {
  command: Command;
  onChoose: (command: Command) => void;
}

function CommandItem({ command, onChoose }: CommandItemProps) {
  const { label, icon: Icon, keys } = command;
  return (
    <Autocomplete.Item
      value={command}
      onClick={() => onChoose(command)}
      className="flex min-h-9 cursor-pointer items-center gap-2.5 rounded-lg px-2.5 py-1 text-sm data-highlighted:bg-accent-soft"
    >
      <Icon className="size-4 shrink-0 text-muted" aria-hidden />
      <span className="min-w-0 flex-1 wrap-anywhere">{label}</span>
      {keys && <ShortcutKeys keys={keys} />}
    </Autocomplete.Item>
  );
}
