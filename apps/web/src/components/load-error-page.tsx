"use client";
import dynamic from "next/dynamic";

/** Replaces a page whose data the server could not load. Rarely needed, so that no page loads its script. */
export const LoadErrorPage = dynamic(() =>
  import("./failed-page").then((module) => module.FailedPage),
);
