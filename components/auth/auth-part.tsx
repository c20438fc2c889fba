import type { ReactNode } from 'react';

/** What stands in the card where nothing is asked. */
export function AuthPart({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="grid gap-4">
      <h1>{title}</h1>
      {children}
    </div>
  );
}
