import { useEffect, useRef } from "react";
import { classNames } from "@/lib/class-names";

interface SelectCheckboxProps {
  label: string;
  isOn: boolean;
  /** Of those that it stands for some are selected, and some are not. */
  isIndeterminate?: boolean;
  /** Its cell has one line, and it stands in the middle. */
  isCentred?: boolean;
  onSelect: (options: { readonly isRange: boolean }) => void;
}

/** A checkbox as large as its cell. With shift it goes for all rows from the last one that was chosen. */
export function SelectCheckbox(props: SelectCheckboxProps) {
  const { label, isOn, isIndeterminate = false, isCentred = false, onSelect } = props;
  const box = useRef<HTMLInputElement>(null);

  useEffect(() => {
    if (box.current) box.current.indeterminate = isIndeterminate;
  }, [isIndeterminate]);

  return (
    <label
      className={classNames(
        "absolute inset-0 flex cursor-pointer justify-center select-none",
        isCentred ? "items-center" : "p-[inherit]",
      )}
    >
      <input
        ref={box}
        type="checkbox"
        aria-label={label}
        checked={isOn}
        onChange={({ nativeEvent }) =>
          onSelect({ isRange: nativeEvent instanceof MouseEvent && nativeEvent.shiftKey })
        }
        className={classNames(
          "size-4 shrink-0 cursor-pointer accent-accent",
          !isCentred && "mt-0.5",
        )}
      />
    </label>
  );
}
