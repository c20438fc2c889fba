import clsx from 'clsx';
import type { ReactNode } from 'react';

export type PageHeaderProps = {
  title: ReactNode;
  /** Small line above, e.g. where the page belongs. */
  kicker?: ReactNode;
  /** One or two sentences under the title. */
  lead?: ReactNode;
  actions?: ReactNode;
  size?: 'medium' | 'large' | undefined;
};

export function PageHeader({
  title,
  kicker,
  lead,
  actions,
  size = 'medium',
}: PageHeaderProps) {
  return (
    <header className="page-header">
      <div>
        {kicker ? <p className="mb-1 text-sm text-muted">{kicker}</p> : null}
        <h1 className={clsx('wrap-anywhere', size === 'large' && 'sm:text-2xl')}>
          {title}
        </h1>
        {lead ? (
          <div className="mt-1.5 max-w-[72ch] text-muted text-pretty">{lead}</div>
        ) : null}
      </div>
      {actions ? <div className="page-header-actions">{actions}</div> : null}
    </header>
  );
}
