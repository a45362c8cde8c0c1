import { useEffect, useState } from "react";
import { fieldId, type Path } from "./path";

/** Focuses a value's control once it is there; where it has none, the nearest around it. */
export function useFocus(): (path: Path) => void {
  const [wanted, setWanted] = useState<{ readonly path: Path }>();
  useEffect(() => {
    if (wanted) focusNearest(wanted.path);
  }, [wanted]);
  return (path) => setWanted({ path });
}

function focusNearest(path: Path): void {
  const element = document.getElementById(fieldId(path));
  if (element) element.focus();
  else if (path.length > 0) focusNearest(path.slice(0, -1));
}
