import clsx from 'clsx';
import Link from 'next/link';
import type { ReactNode } from 'react';

export type TabLink = { href: string; label: ReactNode; isCurrent: boolean };

export type TabLinksProps = {
  label: string;
  links: readonly TabLink[];
  className?: string | undefined;
};

/** Tabs whose choice lives in the address: links, the current one marked. */
export function TabLinks({ label, links, className }: TabLinksProps) {
  return (
    <nav aria-label={label} className={clsx('tabs-list', className)}>
      {links.map((link) => (
        <Link
          key={link.href}
          href={link.href}
          className="tab"
          aria-current={link.isCurrent ? 'page' : undefined}
          scroll={false}
        >
          {link.label}
        </Link>
      ))}
    </nav>
  );
}

/** Two or three views of the same thing, as one joined control. */
export function Segments({ label, links, className }: TabLinksProps) {
  return (
    <nav aria-label={label} className={clsx('segments', className)}>
      {links.map((link) => (
        <Link
          key={link.href}
          href={link.href}
          aria-current={link.isCurrent ? 'true' : undefined}
        >
          {link.label}
        </Link>
      ))}
    </nav>
  );
}
