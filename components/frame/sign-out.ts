import { showToast } from '../ui/toast-store';

/** Ends the reader's session, then calls `next`. */
export async function signOut(next: () => void): Promise<void> {
  const response = await fetch('/api/auth/sign-out', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  }).catch(() => null);
  if (response?.ok) return next();
  showToast({
    tone: 'danger',
    title: 'You are still signed in.',
    detail: 'The console could not be reached. Try again.',
  });
}
