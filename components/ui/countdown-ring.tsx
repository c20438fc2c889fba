'use client';

import { useEffect, useRef } from 'react';
import { formatTime, formatTimeLeft } from './format-time';
import { announce } from './toast-store';
import { useNow } from './use-now';

export type CountdownRingProps = {
  /** ISO 8601. */
  startsAt: string;
  endsAt: string;
  sizePx?: number | undefined;
};

/** A ring that empties as a session runs out. The words are `TimeLeft`. */
export function CountdownRing({ startsAt, endsAt, sizePx = 44 }: CountdownRingProps) {
  const nowMs = useNow(5_000);
  const startMs = Date.parse(startsAt);
  const endMs = Date.parse(endsAt);
  const leftMs = endMs - (nowMs ?? startMs);
  const share = Math.min(1, Math.max(0, leftMs / Math.max(1, endMs - startMs)));
  const radius = sizePx / 2 - 2.5;
  const length = 2 * Math.PI * radius;
  const circle = { cx: sizePx / 2, cy: sizePx / 2, r: radius };
  return (
    <svg width={sizePx} height={sizePx} fill="none" strokeWidth="5" aria-hidden="true">
      <circle {...circle} className="stroke-hairline" />
      <circle
        {...circle}
        stroke="currentColor"
        strokeDasharray={`${(length * share).toFixed(1)} ${length.toFixed(1)}`}
        transform={`rotate(-90 ${sizePx / 2} ${sizePx / 2})`}
      />
    </svg>
  );
}

export type TimeLeftProps = {
  endsAt: string;
  /** Whose time runs out, for the two sentences read aloud at 5 and 1 min. */
  what: string;
};

const spokenAtMinutes = [5, 1];

/** `41 min left`, in whole minutes; spoken only when 5 and 1 are left. */
export function TimeLeft({ endsAt, what }: TimeLeftProps) {
  const nowMs = useNow(5_000);
  const lastMinutes = useRef<number | null>(null);
  const leftMs = nowMs === null ? null : Date.parse(endsAt) - nowMs;
  const minutes = leftMs === null ? null : Math.floor(leftMs / 60_000);
  useEffect(() => {
    const before = lastMinutes.current;
    lastMinutes.current = minutes;
    if (minutes === null || before === null || before === minutes) return;
    if (spokenAtMinutes.includes(minutes)) announce(`${what}: ${minutes} min left.`);
  }, [minutes, what]);
  if (leftMs === null) return <>ends {formatTime(endsAt, 'time', 'UTC')}</>;
  return <>{formatTimeLeft(leftMs)}</>;
}
