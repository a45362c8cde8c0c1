interface RadioOptionProps {
  /** Of the input; the hint gets `${id}-hint`. */
  id: string;
  name: string;
  label: string;
  hint: string;
  isChosen: boolean;
  onChoose: () => void;
}

/** One of several settings, with an explanation. */
export function RadioOption({ id, name, label, hint, isChosen, onChoose }: RadioOptionProps) {
  return (
    <div className="flex items-start gap-3 py-1.5 text-sm">
      <input
        id={id}
        type="radio"
        name={name}
        aria-describedby={`${id}-hint`}
        checked={isChosen}
        onChange={onChoose}
        className="mt-0.5 size-4 shrink-0 accent-accent"
      />
      <div>
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        <p id={`${id}-hint`} className="text-muted">
          {hint}
        </p>
      </div>
    </div>
  );
}
