'use client';

import { Button } from 'react-aria-components/Button';
import { Menu } from '../ui/menu';
import { signOut } from './sign-out';

export type Person = { name: string; email: string };

/** The two letters that stand for somebody: `Maya Petrov` is MP. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/u).filter(Boolean);
  const picked = words.length > 1 ? [words[0], words.at(-1)] : words;
  return picked
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase();
}

export function PersonMenu({ person }: { person: Person }) {
  return (
    <Menu
      label="You"
      header={
        <>
          <span className="block text-base text-ink">{person.name}</span>
          <span className="block font-normal">{person.email}</span>
        </>
      }
      actions={[{ id: 'sign-out', label: 'Sign out' }]}
      onAction={() => void signOut(() => window.location.assign('/sign-in'))}
      trigger={
        <Button className="person" aria-label={`${person.name}, you`}>
          {initials(person.name)}
        </Button>
      }
    />
  );
}
