"use client";
import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import { columnsTexts } from "@/features/users/columns/texts";
import { updateColumnSettings } from "./use-column-settings";
import { clampWidth, columnName, MAX_WIDTH, MIN_WIDTH } from "./column-settings";

const STEP = 16;

interface ResizeHandleProps {
  path: string;
  /** Absent while the width is automatic. */
  width: number | undefined;
}

/** Resizes a column by dragging or arrow keys; a double click restores the default. */
export function ResizeHandle({ path, width }: ResizeHandleProps) {
  const start = useRef<{ x: number; width: number }>(undefined);

  function begin(event: PointerEvent<HTMLElement>) {
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    const head = event.currentTarget.closest("th");
    start.current = { x: event.clientX, width: head?.offsetWidth ?? MIN_WIDTH };
    fixOtherWidths(head);
  }

  function move({ clientX }: PointerEvent) {
    if (start.current) setWidth(path, start.current.width + clientX - start.current.x);
  }

  function press(event: KeyboardEvent<HTMLElement>) {
    const step = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const head = event.currentTarget.closest("th");
    const before = head?.offsetWidth ?? MIN_WIDTH;
    fixOtherWidths(head);
    setWidth(path, before + step);
  }

  return (
    <span
      role="separator"
      aria-orientation="vertical"
      aria-label={columnsTexts.width(columnName(path))}
      aria-valuenow={width ?? MIN_WIDTH}
      aria-valuetext={
        width === undefined ? columnsTexts.automaticWidth : columnsTexts.pixels(width)
      }
      aria-valuemin={MIN_WIDTH}
      aria-valuemax={MAX_WIDTH}
      tabIndex={0}
      onPointerDown={begin}
      onPointerMove={move}
      onPointerUp={() => (start.current = undefined)}
      onPointerCancel={() => (start.current = undefined)}
      onDoubleClick={() => resetWidth(path)}
      onKeyDown={press}
      className="absolute inset-y-1 right-0 w-2 cursor-col-resize touch-none border-r-2 border-transparent hover:border-accent focus-visible:border-accent max-md:hidden"
    />
  );
}

function setWidth(path: string, pixels: number) {
  updateColumnSettings((settings) => ({
    ...settings,
    widths: { ...settings.widths, [path]: clampWidth(pixels) },
  }));
}

function resetWidth(path: string) {
  updateColumnSettings((settings) => {
    const { [path]: _, ...widths } = settings.widths;
    return { ...settings, widths };
  });
}

/** Keeps the widths of the other columns, except the one that takes the remaining space. */
function fixOtherWidths(head: HTMLElement | null) {
  const heads = head?.parentElement?.querySelectorAll<HTMLElement>("th[data-column]") ?? [];
  const seen = [...heads].flatMap((each): [string, number][] => {
    const { column = "" } = each.dataset;
    return column === "data" || each.offsetWidth === 0 ? [] : [[column, each.offsetWidth]];
  });
  updateColumnSettings((settings) => ({
    ...settings,
    widths: { ...Object.fromEntries(seen), ...settings.widths },
  }));
}
