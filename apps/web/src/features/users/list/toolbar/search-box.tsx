"use client";
import { Search, X } from "lucide-react";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { ariaKeyShortcuts } from "@/features/shortcuts/shortcuts";
import { usersTexts } from "@/features/users/list/texts";
import { type SearchInputOptions, useSearchInput } from "./use-search-input";

/** Searches after a pause in typing, or immediately on Enter. */
export function SearchBox({ value, onSearch }: SearchInputOptions) {
  const input = useRef<HTMLInputElement>(null);
  const { text, setText, send, rest } = useSearchInput({ value, onSearch });

  function clear() {
    setText("");
    send("");
    input.current?.focus();
  }

  return (
    <form
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        send(text);
      }}
      className="relative w-full sm:w-64"
    >
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted"
      />
      <Input
        ref={input}
        type="search"
        aria-label={usersTexts.search}
        aria-keyshortcuts={ariaKeyShortcuts("search")}
        placeholder={usersTexts.searchHint}
        spellCheck={false}
        autoCapitalize="off"
        enterKeyHint="search"
        maxLength={200}
        value={text}
        onChange={({ target }) => setText(target.value)}
        onBlur={rest}
        onKeyDown={(event) => {
          if (event.key !== "Escape" || text === "") return;
          event.preventDefault();
          clear();
        }}
        variant="search"
        className="[&::-webkit-search-cancel-button]:hidden"
      />
      {text !== "" && (
        <Button
          variant="ghost"
          size="icon-small"
          aria-label={usersTexts.clearSearch}
          onClick={clear}
          className="absolute top-0.5 right-0.5"
        >
          <X aria-hidden />
        </Button>
      )}
    </form>
  );
}
