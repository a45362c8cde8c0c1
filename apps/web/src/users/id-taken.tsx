import { AppLink } from "@/apps/app-link";

/** The conflict, at the id, and the way to the user who has it. */
export function IdTaken({ id }: { id: string }) {
  return (
    <>
      The id {id} is taken.{" "}
      <AppLink
        href={`/users/${id}`}
        className="rounded-sm font-medium underline underline-offset-3"
      >
        See who has it
      </AppLink>
    </>
  );
}
