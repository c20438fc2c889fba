import clsx from 'clsx';
import type { ReactNode } from 'react';
import { type Tone, ToneMark } from './tone';

export type BannerProps = {
  tone?: Tone | undefined;
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  /** Reads the banner aloud when it appears; for what happened after the page was there. */
  isAnnounced?: boolean | undefined;
  className?: string | undefined;
};

const spoken = { info: 'Note', ok: 'Done', warn: 'Warning', danger: 'Problem' } as const;

export function Banner({
  tone = 'info',
  title,
  children,
  action,
  isAnnounced,
  className,
}: BannerProps) {
  const role = tone === 'danger' ? 'alert' : 'status';
  return (
    <div
      className={clsx('banner', className)}
      data-tone={tone}
      role={isAnnounced ? role : undefined}
    >
      <ToneMark tone={tone} />
      <div className="min-w-0">
        <p className="font-strong">
          <span className="sr-only">{spoken[tone]}: </span>
          {title}
        </p>
        {children ? <div className="text-muted mt-0.5">{children}</div> : null}
      </div>
      {action ? <div className="banner-action">{action}</div> : null}
    </div>
  );
}
