'use client';
import { PageError } from '@/components/frame/page-error';
import { titled } from '@/components/frame/titled';

function ConsoleError({ reset }: { reset: () => void }) {
  return <PageError retry={reset} />;
}

export default titled('Not shown', ConsoleError);
