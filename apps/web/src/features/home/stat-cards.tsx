import type { UsageStats, UserStats } from "@roster/contract";
import { homeTexts } from "@/features/home/texts";
import { formatCount, formatLatency, formatRate, formatPercent, formatCompact } from "./format";

interface StatCardsProps {
  growth: UserStats;
  usage: UsageStats;
  /** The length of the usage period. */
  minutes: number;
}

const texts = homeTexts.stats;

/** The most important numbers. */
export function StatCards({ growth, usage: { total }, minutes }: StatCardsProps) {
  const calls = sum(Object.values(total.calls));
  const errors = sum(Object.values(total.errors));
  const added = sum(growth.points.map((point) => point.added));
  return (
    <dl
      aria-label={texts.name}
      className="grid grid-cols-2 gap-px overflow-hidden rounded-2xl border bg-line xl:grid-cols-4"
    >
      <StatCard name={texts.users} value={formatStat(growth.total)}>
        {texts.added(formatCount(added))}
      </StatCard>
      <StatCard name={texts.calls} value={formatStat(calls)}>
        {calls === 0 ? texts.noCalls : texts.perMinute(formatRate(calls / minutes))}
      </StatCard>
      <StatCard name={texts.errors} value={formatStat(errors)} isNegative={errors > 0}>
        {calls === 0 ? texts.noCalls : texts.share(formatPercent(errors / calls))}
      </StatCard>
      <StatCard name={texts.latency} value={total.latency ? formatLatency(total.latency.p95) : "–"}>
        {total.latency ? texts.slowest(formatLatency(total.latency.p99)) : texts.noCalls}
      </StatCard>
    </dl>
  );
}

interface StatCardProps {
  name: string;
  value: string;
  isNegative?: boolean;
  children: string;
}

function StatCard({ name, value, isNegative = false, children }: StatCardProps) {
  return (
    <div className="min-w-0 bg-surface px-5 py-4">
      <dt className="text-xs font-medium text-muted">{name}</dt>
      <dd>
        <span
          className={`mt-1 block text-title font-semibold tracking-[-0.022em] tabular-nums ${isNegative ? "text-danger" : "text-ink"}`}
        >
          {value}
        </span>
        <span className="mt-0.5 block truncate text-xs text-muted">{children}</span>
      </dd>
    </div>
  );
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** In full below a million. */
const formatStat = (count: number) =>
  count < 1_000_000 ? formatCount(count) : formatCompact(count);
