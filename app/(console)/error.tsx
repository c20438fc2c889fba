'use client';
import { PageError } from '@/components/frame/page-error';

export default function ConsoleError({ reset }: { reset: () => void }) {
  return <PageError retry={reset} />;
}
