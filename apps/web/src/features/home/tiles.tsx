import type { UsageStats, UserStats } from "@roster/contract";
import { homeTexts } from "@/features/home/texts";
import { countText, latencyText, rateText, shareText, shortText } from "./numbers";

interface TilesProps {
  growth: UserStats;
  usage: UsageStats;
  /** How long the usage's period is. */
  minutes: number;
}

const texts = homeTexts.tiles;

/** The figures that one comes for, large. */
export function Tiles({ growth, usage: { total }, minutes }: TilesProps) {
  const calls = sum(Object.values(total.calls));
  const errors = sum(Object.values(total.errors));
  const added = sum(growth.points.map((point) => point.added));
  return (
    <dl
      aria-label={texts.name}
      className="grid grid-cols-2 gap-px overflow-hidden rounded-2xl border bg-line xl:grid-cols-4"
    >
      <Tile name={texts.users} value={figure(growth.total)}>
        {texts.added(countText(added))}
      </Tile>
      <Tile name={texts.calls} value={figure(calls)}>
        {calls === 0 ? texts.noCalls : texts.perMinute(rateText(calls / minutes))}
      </Tile>
      <Tile name={texts.errors} value={figure(errors)} isBad={errors > 0}>
        {calls === 0 ? texts.noCalls : texts.share(shareText(errors / calls))}
      </Tile>
      <Tile name={texts.latency} value={total.latency ? latencyText(total.latency.p95) : "–"}>
        {total.latency ? texts.slowest(latencyText(total.latency.p99)) : texts.noCalls}
      </Tile>
    </dl>
  );
}

interface TileProps {
  name: string;
  value: string;
  isBad?: boolean;
  children: string;
}

function Tile({ name, value, isBad = false, children }: TileProps) {
  return (
    <div className="min-w-0 bg-surface px-5 py-4">
      <dt className="text-xs font-medium text-muted">{name}</dt>
      <dd>
        <span
          className={`mt-1 block text-title font-semibold tracking-[-0.022em] tabular-nums ${isBad ? "text-danger" : "text-ink"}`}
        >
          {value}
        </span>
        <span className="mt-0.5 block truncate text-xs text-muted">{children}</span>
      </dd>
    </div>
  );
}

const sum = (values: readonly number[]) => values.reduce((whole, value) => whole + value, 0);

/** In full as long as it fits. */
const figure = (count: number) => (count < 1_000_000 ? countText(count) : shortText(count));
