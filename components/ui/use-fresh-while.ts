import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

const LOOK_EVERY_MS = 3_000;

/** Looks again every few seconds while something is on its way. */
export function useFreshWhile(isMoving: boolean): void {
  const router = useRouter();
  useEffect(() => {
    if (!isMoving) return;
    const timer = setInterval(() => router.refresh(), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [isMoving, router]);
}
