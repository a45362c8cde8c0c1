import { ConnectCard } from "./connect-card";
import { Stats } from "./stats";
import { NewestUsers } from "./newest-users";

interface HomePageProps {
  apiUrl: string;
  /** When the server rendered the page. */
  now: number;
}

export function HomePage({ apiUrl, now }: HomePageProps) {
  return (
    <>
      <Stats now={now} />
      <div className="mt-6 grid items-start gap-4 xl:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
        <NewestUsers />
        <ConnectCard apiUrl={apiUrl} />
      </div>
    </>
  );
}
