'use client';

import { Button } from 'react-aria-components/Button';
import { Menu } from '../ui/menu';
import { showToast } from '../ui/toast-store';

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

async function signOut() {
  const response = await fetch('/api/auth/sign-out', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  }).catch(() => null);
  if (response?.ok) window.location.assign('/sign-in');
  else {
    showToast({
      tone: 'danger',
      title: 'You are still signed in.',
      detail: 'The console could not be reached. Try again.',
    });
  }
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
      onAction={signOut}
      trigger={
        <Button className="person" aria-label={`${person.name}, you`}>
          {initials(person.name)}
        </Button>
      }
    />
  );
}
