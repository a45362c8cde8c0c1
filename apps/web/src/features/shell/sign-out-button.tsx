import { LogOut } from "lucide-react";
import { Button } from "@/components/ui/button";
import { shellTexts } from "@/features/shell/texts";

export function SignOutButton({ signOut }: { signOut: () => Promise<void> }) {
  return (
    <form action={signOut}>
      <Button type="submit" variant="ghost" size="small">
        <LogOut aria-hidden />
        {shellTexts.signOut}
      </Button>
    </form>
  );
}
