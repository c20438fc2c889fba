'use client';

import Link from 'next/link';
import { Glyph } from '@/components/bridge/glyph';
import { Button } from '@/components/ui/button';
import { CountdownRing, TimeLeft } from '@/components/ui/countdown-ring';
import { Time } from '@/components/ui/time';
import { SESSIONS_PATH } from '@/lib/core/links';
import type { LiveSession } from './types';
import type { HomeState } from './use-home';
import type { CopyStep } from './use-terminal-copy';

export function LiveSessions({ page }: { page: HomeState }) {
  const { live: sessions } = page;
  return (
    <section aria-labelledby="live-title">
      <div className="mb-3 flex items-baseline justify-between gap-3">
        <h2 id="live-title">Live now</h2>
        <Link href={SESSIONS_PATH} className="text-sm">
          All sessions
        </Link>
      </div>
      {sessions.length === 0 ? (
        <p className="text-sm text-muted">
          No session is live. Open a console or copy for the terminal to begin one.
        </p>
      ) : (
        <ul className="grid gap-2">
          {sessions.map((session) => (
            <li key={session.roleArn}>
              <LiveCard
                session={session}
                isProduction={page.roleOf(session.roleArn)?.isProduction ?? false}
                step={page.stepOf(session.roleArn)}
                onCopyAgain={() => page.copy(page.roleOf(session.roleArn))}
              />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

type LiveCardProps = {
  session: LiveSession;
  isProduction: boolean;
  step: CopyStep | null;
  onCopyAgain: () => void;
};

function LiveCard({ session, isProduction, step, onCopyAgain }: LiveCardProps) {
  const what = `${session.roleName} in ${session.accountName}`;
  const isBusy = step === 'asking' || step === 'copying';
  return (
    <div className="card grid grid-cols-[44px_minmax(0,1fr)] items-center gap-x-3 px-4 pt-3.5 pb-3">
      <CountdownRing startsAt={session.issuedAt} endsAt={session.expiresAt} />
      <div className="min-w-0">
        <p className="text-md leading-tight font-strong">
          <TimeLeft endsAt={session.expiresAt} what={what} />
        </p>
        <p className="mt-0.5 flex flex-wrap items-center gap-x-2 text-sm text-muted">
          <span className="inline-flex items-center gap-1.5">
            <Glyph shape="trusting" isProduction={isProduction} />
            <span>
              <b className="font-medium text-ink">{session.roleName}</b> in{' '}
              {session.accountName}
            </span>
          </span>
          <span>
            ends <Time at={session.expiresAt} format="time" />
          </span>
        </p>
      </div>
      <div className="col-start-2 mt-1.5 -ml-3">
        <Button
          variant="quiet"
          size="small"
          isPending={isBusy}
          onPress={onCopyAgain}
          aria-label={`Copy again: ${what}`}
        >
          {step === 'copied' ? 'Copied' : 'Copy again'}
        </Button>
      </div>
    </div>
  );
}
