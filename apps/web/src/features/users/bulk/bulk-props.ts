import type { User } from "@roster/contract";
import type { Where } from "@roster/contract/filter";
import type { Selection } from "../selection/selection";
import type { UsersView } from "../list/view";

/** What every dialog gets that does something to all who are selected. */
export interface BulkProps {
  readonly view: UsersView;
  /** What the view's filter says. */
  readonly where: Where | undefined;
  /** The users in sight. */
  readonly users: readonly User[];
  readonly selection: Selection;
  readonly onClose: () => void;
  /** Lets go of all who are selected. */
  readonly onClear: () => void;
}
