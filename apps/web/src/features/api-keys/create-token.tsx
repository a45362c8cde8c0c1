"use client";
import { Ticket } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { apiKeysTexts } from "@/features/api-keys/texts";

const TokenDialog = dynamic(() => import("./token-dialog").then((module) => module.TokenDialog));

export function CreateToken() {
  // Loaded when first opened, and kept mounted so that its closing animation plays.
  const [isOpen, setOpen] = useState<boolean>();
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <Ticket aria-hidden />
        {apiKeysTexts.token.button}
      </Button>
      {isOpen !== undefined && <TokenDialog isOpen={isOpen} onOpenChange={setOpen} />}
    </>
  );
}
