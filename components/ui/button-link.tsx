import Link from 'next/link';
import type { ReactNode } from 'react';
import { type ButtonLook, buttonClass } from './button-class';

export type ButtonLinkProps = ButtonLook & {
  href: string;
  children: ReactNode;
  /** Leaves the console: opens a new tab and hands over no referrer. */
  isExternal?: boolean | undefined;
  'aria-label'?: string | undefined;
};

export function ButtonLink({
  href,
  children,
  isExternal,
  'aria-label': ariaLabel,
  ...look
}: ButtonLinkProps) {
  const className = buttonClass(look);
  if (isExternal) {
    return (
      <a
        href={href}
        className={className}
        aria-label={ariaLabel}
        target="_blank"
        rel="noopener noreferrer"
      >
        {children}
      </a>
    );
  }
  return (
    <Link href={href} className={className} aria-label={ariaLabel}>
      {children}
    </Link>
  );
}
