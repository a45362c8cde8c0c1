"use client";
import type { UsageStats, UserStats } from "@roster/contract";
import { useState } from "react";
import { LoadError } from "@/components/load-error";
import { PageHeader } from "@/components/page-header";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { homeTexts } from "@/features/home/texts";
import { errorMessage } from "@/lib/trpc/error-message";
import { ChartCard } from "./chart-card";
import { periodMinutes, type Period, periodNames } from "./queries";
import { StatCards } from "./stat-cards";
import { callsChart, errorsChart, growthChart, latencyChart } from "./charts";
import { useStats, useNow } from "./use-stats";

const options = periodNames.map((value) => ({ value, label: homeTexts.periods[value] }));

/** The statistics of the home page: a summary and four charts. */
export function Stats({ now: initialNow }: { now: number }) {
  const [period, setPeriod] = useState<Period>("hour");
  const now = useNow(initialNow);
  const { usage, growth } = useStats(period, now);
  const isStale = usage.isPlaceholderData;
  const failedQuery = [usage, growth].find(
    ({ data, error }) => data === undefined && error !== null,
  );
  return (
    <>
      <PageHeader
        title={homeTexts.title}
        description={homeTexts.description}
        actions={
          <SegmentedControl
            label={homeTexts.period}
            options={options}
            value={period}
            onChange={setPeriod}
          />
        }
      />
      {failedQuery && (
        <LoadError
          message={errorMessage(failedQuery.error)}
          isBusy={failedQuery.isFetching}
          onRetry={() => void failedQuery.refetch()}
        />
      )}
      {usage.data && growth.data && (
        <>
          <StatCards growth={growth.data} usage={usage.data} minutes={periodMinutes(period)} />
          <Charts usage={usage.data} growth={growth.data} isStale={isStale} />
          <p className="mt-2.5 text-xs text-muted">{homeTexts.scope}</p>
        </>
      )}
    </>
  );
}

interface ChartsProps {
  usage: UsageStats;
  growth: UserStats;
  isStale: boolean;
}

function Charts({ usage, growth, isStale }: ChartsProps) {
  return (
    <div className="mt-4 grid gap-4 lg:grid-cols-2">
      <ChartCard
        title={homeTexts.growth.title}
        empty={homeTexts.growth.empty}
        chart={growthChart(growth)}
        isStale={false}
      />
      <ChartCard
        title={homeTexts.calls.title}
        empty={homeTexts.calls.empty}
        chart={callsChart(usage)}
        isStale={isStale}
      />
      <ChartCard
        title={homeTexts.latency.title}
        empty={homeTexts.latency.empty}
        chart={latencyChart(usage)}
        isStale={isStale}
      />
      <ChartCard
        title={homeTexts.errors.title}
        empty={homeTexts.errors.empty}
        chart={errorsChart(usage)}
        isStale={isStale}
      />
    </div>
  );
}
