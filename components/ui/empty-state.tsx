import clsx from 'clsx';
import type { ReactNode } from 'react';

export type EmptyStateProps = {
  title: string;
  /** Why it is empty and what to do next. */
  children?: ReactNode;
  picture?: ReactNode;
  actions?: ReactNode;
  className?: string | undefined;
};

export function EmptyState({
  title,
  children,
  picture,
  actions,
  className,
}: EmptyStateProps) {
  return (
    <div className={clsx('empty', className)}>
      {picture ? <div className="empty-picture">{picture}</div> : null}
      <p className="text-md font-strong">{title}</p>
      {children ? (
        <div className="max-w-[56ch] text-muted text-pretty">{children}</div>
      ) : null}
      {actions ? (
        <div className="mt-2 flex flex-wrap justify-center gap-2">{actions}</div>
      ) : null}
    </div>
  );
}
