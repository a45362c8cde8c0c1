import { userTexts } from "@/features/users/user/texts";

export default function Loading() {
  return (
    <div role="status" className="grid gap-6">
      <span className="sr-only">{userTexts.loading}</span>
      <span className="skeleton h-4 w-24" />
      <span className="skeleton h-8 w-64" />
      <span className="skeleton h-16 w-full rounded-2xl" />
      <span className="skeleton h-64 w-full rounded-2xl" />
    </div>
  );
}
