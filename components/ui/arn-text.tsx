'use client';

import clsx from 'clsx';
import { CopyButton } from './copy-button';

export type ArnTextProps = {
  arn: string;
  /** Adds a button that copies the whole of it. */
  isCopyable?: boolean | undefined;
  className?: string | undefined;
};

/** A long name that loses its middle, never its end, and is always copied whole. */
export function ArnText({ arn, isCopyable, className }: ArnTextProps) {
  const tailStart = Math.max(arn.lastIndexOf('/'), arn.lastIndexOf(':'), 0);
  return (
    <span className={clsx('copyable', className)}>
      <code
        className="arn-text"
        title={arn}
        onCopy={(event) => {
          event.preventDefault();
          event.clipboardData.setData('text/plain', arn);
        }}
      >
        <span>{arn.slice(0, tailStart)}</span>
        <span>{arn.slice(tailStart)}</span>
      </code>
      {isCopyable ? (
        <CopyButton text={arn} what="ARN" isIconOnly variant="quiet" size="small" />
      ) : null}
    </span>
  );
}
