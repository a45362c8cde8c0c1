import type { Metadata } from "next";
import { InvitationForm } from "@/features/invitation/invitation-form";
import { invitationTexts } from "@/features/invitation/texts";
import { SignInFrame } from "@/features/sign-in/sign-in-frame";
import { acceptInvitation, findInvitation } from "@/server/invitation";

export const metadata: Metadata = { title: invitationTexts.title, referrer: "no-referrer" };

export default function InvitationPage() {
  return (
    <SignInFrame title={invitationTexts.title} description={invitationTexts.how}>
      <InvitationForm find={findInvitation} accept={acceptInvitation} />
    </SignInFrame>
  );
}
