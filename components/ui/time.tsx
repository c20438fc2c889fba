'use client';

import { formatDistance, formatTime, formatUtc, type TimeFormat } from './format-time';
import { useNow } from './use-now';

export type TimeProps = {
  /** ISO 8601. */
  at: string;
  format?: TimeFormat | 'relative' | undefined;
  className?: string | undefined;
};

/** A moment in the reader's own time, UTC on hover. The server, which cannot know it, says UTC. */
export function Time({ at, format = 'datetime', className }: TimeProps) {
  const nowMs = useNow(30_000);
  return (
    <time dateTime={at} title={formatUtc(at)} className={className}>
      {phrase(at, format, nowMs)}
    </time>
  );
}

function phrase(at: string, format: TimeFormat | 'relative', nowMs: number | null) {
  const absolute = format === 'relative' ? 'datetime' : format;
  if (nowMs === null) return formatTime(at, absolute, 'UTC');
  return format === 'relative'
    ? formatDistance(at, nowMs)
    : formatTime(at, absolute, undefined);
}
