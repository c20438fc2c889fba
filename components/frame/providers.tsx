'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import { type ReactNode, useState } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { ConfirmRoom } from '../step-up/confirm-room';
import { ToastRegion } from '../ui/toast-region';

function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: { queries: { retry: 1, refetchOnWindowFocus: false } },
  });
}

/** What every page needs around it. The locale is fixed: server and browser must agree. */
export function Providers({ children }: { children: ReactNode }) {
  const [queryClient] = useState(createQueryClient);
  return (
    <I18nProvider locale="en-GB">
      <QueryClientProvider client={queryClient}>
        <NuqsAdapter>
          {children}
          <ToastRegion />
          <ConfirmRoom />
        </NuqsAdapter>
      </QueryClientProvider>
    </I18nProvider>
  );
}
