"use client";
import { useQueryClient } from "@tanstack/react-query";
import { CornerDownLeft, Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { type SubmitEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useTRPC } from "@/trpc/client";
import { errorText } from "@/trpc/error-text";

/** Opens the user of an id that one knows; an id that nobody has is told here. */
export function JumpToUser() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const [id, setId] = useState("");
  const [error, setError] = useState<string>();
  const [isBusy, setBusy] = useState(false);

  async function open(event: SubmitEvent) {
    event.preventDefault();
    const wanted = id.trim();
    if (wanted === "") return;
    setBusy(true);
    try {
      await queries.query({ ...trpc.users.get.queryOptions({ id: wanted }), staleTime: 0 });
      router.push(`/users/${wanted}`);
    } catch (cause) {
      setError(errorText(cause));
      setBusy(false);
    }
  }

  return (
    <form role="search" onSubmit={(event) => void open(event)} className="w-full sm:w-80">
      <div className="relative">
        <Search
          aria-hidden
          className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted"
        />
        <Input
          aria-label="Open a user by id"
          aria-describedby="jump-error"
          aria-invalid={error !== undefined}
          placeholder="Open a user by id"
          spellCheck={false}
          autoCapitalize="off"
          value={id}
          onChange={({ target }) => {
            setId(target.value);
            setError(undefined);
          }}
          look="search"
          className="font-mono placeholder:font-sans"
        />
        <Button
          type="submit"
          look="quiet"
          size="icon-small"
          aria-label="Open"
          isBusy={isBusy}
          className="absolute top-0.5 right-0.5 [&_svg+svg]:hidden"
        >
          <CornerDownLeft aria-hidden />
        </Button>
      </div>
      <div className="mt-1.5 empty:hidden">
        <FieldError id="jump-error">{error}</FieldError>
      </div>
    </form>
  );
}
