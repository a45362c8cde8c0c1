import { useEffect, useRef } from "react";
import { classNames } from "@/lib/class-names";

interface SelectCheckboxProps {
  label: string;
  isOn: boolean;
  /** Only some of its users are selected. */
  isIndeterminate?: boolean;
  /** Vertically centered in its cell. */
  isCentred?: boolean;
  onSelect: (options: { readonly isRange: boolean }) => void;
}

/** A checkbox that fills its cell. With Shift, it selects the range from the last chosen row. */
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
