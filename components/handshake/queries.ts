import { queryOptions } from '@tanstack/react-query';
import { refusalOf } from '@/components/ui/answer-of';
import { HandshakeView } from '@/lib/setup/handshake/schema';

const POLL_EVERY_MS = 4_000;

/** The link leads nowhere, or no longer. */
export type Opened = HandshakeView | 'not-found';

/** One account's half, by the secret of its link; asked again until the other side is done. */
export const handshakeQuery = (openUrl: string, secret: string) =>
  queryOptions({
    queryKey: ['handshake', openUrl],
    queryFn: async ({ signal }): Promise<Opened> => {
      const response = await fetch(openUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ secret }),
        cache: 'no-store',
        signal,
      });
      if (response.status === 404 || response.status === 400) return 'not-found';
      if (!response.ok)
        throw new Error(
          (await refusalOf(response)) ?? `The console said ${response.status}.`,
        );
      return HandshakeView.parse(await response.json());
    },
    retry: false,
    gcTime: 0,
    refetchInterval: ({ state: { data } }) =>
      data !== undefined && data !== 'not-found' && data.state === 'waiting'
        ? POLL_EVERY_MS
        : false,
  });
