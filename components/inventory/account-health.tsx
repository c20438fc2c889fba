import type { AccountHealth, AccountRow, ConnectionKind } from '@/lib/inventory/schema';

type HealthWords = {
  mark: string;
  word: string;
  /** Shown where nobody wrote a sentence. */
  sentence: string;
  tone: 'ok' | 'warn' | 'danger' | 'info';
};

export const HEALTH: Record<AccountHealth, HealthWords> = {
  ok: { mark: '✓', word: 'healthy', sentence: 'Nothing missing', tone: 'ok' },
  partial: {
    mark: '!',
    word: 'read in part',
    sentence: 'Something was missing at the last reading',
    tone: 'warn',
  },
  failing: {
    mark: '×',
    word: 'not readable',
    sentence: 'The last reading failed',
    tone: 'danger',
  },
  reading: { mark: '…', word: 'being read', sentence: 'Being read now', tone: 'info' },
  'never-read': {
    mark: '–',
    word: 'not read yet',
    sentence: 'Not read yet',
    tone: 'info',
  },
};

const CONNECTION: Record<ConnectionKind, string> = {
  practice: 'practice',
  profile: 'profile of the server',
  assumed: 'assumed role',
  ambient: 'the server itself',
};

export const sayConnection = (kind: ConnectionKind | null): string =>
  kind === null ? 'not connected' : CONNECTION[kind];

const sayHealth = (account: AccountRow): string =>
  account.healthSentence ??
  (account.connection === null
    ? 'No connection leads here'
    : HEALTH[account.health].sentence);

/** A framed sign and a sentence: shape and words before colour. */
export function HealthLine({ account }: { account: AccountRow }) {
  const { mark, tone } = HEALTH[account.health];
  return (
    <div className="grid grid-cols-[20px_minmax(0,1fr)] gap-2.5">
      <span className="tone-mark mt-px" data-tone={tone} aria-hidden="true">
        {mark}
      </span>
      <span className="wrap-anywhere">{sayHealth(account)}</span>
    </div>
  );
}
