import clsx from 'clsx';
import type { LockView } from '@/lib/core/views';
import { SaidText } from '../ui/said-text';
import { sayLock } from './deck-words';

export type ThreeLocksProps = {
  locks: readonly LockView[];
  /** Makes each lock a button, e.g. one that focuses its field. */
  onLockPress?: ((number: number) => void) | undefined;
  className?: string | undefined;
};

const tones = {
  open: 'ok',
  conditional: 'warn',
  closed: 'danger',
  untested: 'info',
} as const;

/** The policies that all have to agree, each with its sign, its word and its sentence. */
export function ThreeLocks({ locks, onLockPress, className }: ThreeLocksProps) {
  return (
    <ol className={clsx('locks', className)}>
      {locks.map((lock) => (
        <li key={lock.number} className="grid">
          {onLockPress ? (
            <button
              type="button"
              className="lock-card cursor-pointer"
              data-state={lock.state}
              onClick={() => onLockPress(lock.number)}
            >
              <LockContent lock={lock} />
            </button>
          ) : (
            <div className="lock-card" data-state={lock.state}>
              <LockContent lock={lock} />
            </div>
          )}
        </li>
      ))}
    </ol>
  );
}

function LockContent({ lock }: { lock: LockView }) {
  return (
    <>
      <span className="lock" data-state={lock.state}>
        {lock.number}
      </span>{' '}
      <span className="font-strong">{lock.label}</span>
      <span className="text-sm" data-tone={lock.isAssumed ? 'info' : tones[lock.state]}>
        <span className="font-strong text-(--tone-text)">{sayLock(lock)}</span>
      </span>
      <span className="col-start-2 col-end-4 text-sm wrap-anywhere text-muted">
        <SaidText text={lock.sentence} />
      </span>
    </>
  );
}
