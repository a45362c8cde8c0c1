import { Select } from "@/components/ui/select";
import { usersTexts } from "@/features/users/list/texts";
import { updateView } from "../../view/navigation";
import { type UsersView, viewStatuses } from "../../view/users-view";

/** Chooses the status of the shown users; the trash has its own link. */
export function StatusSelect({ value = "" }: { value: UsersView["status"] | "" }) {
  return (
    <Select
      aria-label={usersTexts.status}
      value={value}
      onChange={({ target }) =>
        updateView({ status: viewStatuses.find((choice) => choice === target.value) })
      }
    >
      <option value="">{usersTexts.anyStatus}</option>
      {viewStatuses
        .filter((choice) => choice !== "deleted")
        .map((choice) => (
          <option key={choice} value={choice}>
            {usersTexts.statuses[choice]}
          </option>
        ))}
    </Select>
  );
}
