import clsx from 'clsx';
import type { ReactNode } from 'react';

export type BadgeProps = {
  tone?:
    | 'neutral'
    | 'strong'
    | 'ok'
    | 'warn'
    | 'danger'
    | 'bank-a'
    | 'bank-b'
    | undefined;
  children: ReactNode;
  className?: string | undefined;
};

export function Badge({ tone = 'neutral', children, className }: BadgeProps) {
  return (
    <span className={clsx('badge', className)} data-tone={tone}>
      {children}
    </span>
  );
}
