'use client';

import { Activity, House, Plus, Settings2 } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ComponentType } from 'react';
import { Logo } from './logo';

type Place = {
  href: string;
  label: string;
  Picture: ComponentType;
  /** Paths that belong to the place besides its own. */
  also?: string;
};

const places: readonly Place[] = [
  { href: '/', label: 'Home', Picture: () => <House {...stroke} /> },
  { href: '/access', label: 'Access', Picture: CrossingPicture },
  { href: '/new', label: 'New', Picture: () => <Plus {...stroke} />, also: '/plans' },
  { href: '/activity', label: 'Activity', Picture: () => <Activity {...stroke} /> },
  { href: '/settings', label: 'Settings', Picture: () => <Settings2 {...stroke} /> },
];

const stroke = { size: 20, strokeWidth: 1.75, 'aria-hidden': true } as const;

/** The main navigation: a rail at the left, a bar at the bottom of a phone. */
export function Rail() {
  const path = usePathname();
  return (
    <nav className="rail" aria-label="Main">
      <Link href="/" className="rail-logo" aria-label="Drawbridge, home">
        <Logo />
      </Link>
      <ul className="rail-list">
        {places.map((place) => (
          <li key={place.href}>
            <Link
              href={place.href}
              className="rail-link"
              aria-current={isAt(place, path) ? 'page' : undefined}
            >
              <place.Picture />
              {place.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function isAt({ href, also }: Place, path: string): boolean {
  if (href === '/') return path === '/';
  return [href, also].some((root) => root && `${path}/`.startsWith(`${root}/`));
}

function CrossingPicture() {
  return (
    <svg
      width="20"
      height="20"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      aria-hidden="true"
    >
      <circle cx="5" cy="12" r="3" />
      <path d="M8 10.7h8M8 13.3h8" />
      <path d="M16 9h6v6h-6z" />
    </svg>
  );
}
