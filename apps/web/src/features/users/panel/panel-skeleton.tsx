import { userTexts } from "@/features/users/user/texts";

export function PanelSkeleton() {
  return (
    <div role="status" className="grid gap-5">
      <span className="sr-only">{userTexts.loading}</span>
      <span className="skeleton h-9 w-56 rounded-lg" />
      <span className="skeleton h-36 rounded-2xl" />
      <span className="skeleton h-64 rounded-2xl" />
    </div>
  );
}
