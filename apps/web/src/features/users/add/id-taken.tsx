import { AppLink } from "@/features/apps/app-link";
import { addUserTexts } from "@/features/users/add/texts";

/** The conflict, at the id, and the way to the user who has it. */
export function IdTaken({ id }: { id: string }) {
  return (
    <>
      {addUserTexts.taken(id)}{" "}
      <AppLink
        href={`/users/${id}`}
        className="rounded-sm font-medium underline underline-offset-3"
      >
        {addUserTexts.seeWho}
      </AppLink>
    </>
  );
}
