"use client";
import { Plus } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { apiKeysTexts } from "@/features/api-keys/texts";

const AddDialog = dynamic(() => import("./add-dialog").then((module) => module.AddDialog));

export function AddApiKey() {
  // Loaded when first opened, and kept mounted so that its closing animation plays.
  const [isOpen, setOpen] = useState<boolean>();
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        <Plus aria-hidden />
        {apiKeysTexts.add.button}
      </Button>
      {isOpen !== undefined && <AddDialog isOpen={isOpen} onOpenChange={setOpen} />}
    </>
  );
}
