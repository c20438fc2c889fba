import { queryOptions } from '@tanstack/react-query';
import { answerOf } from '@/components/ui/answer-of';
import { HandshakeView } from '@/lib/setup/handshake/schema';

const POLL_EVERY_MS = 4_000;

/** The link leads nowhere, or no longer. */
export type Opened = HandshakeView | 'not-found';

/** One account's half, by the secret of its link; asked again until the other side is done. */
export const handshakeQuery = (openUrl: string, secret: string) =>
  queryOptions({
    // With the secret, for another link in the same tab is another half; kept in memory only.
    queryKey: ['handshake', openUrl, secret],
    queryFn: async ({ signal }): Promise<Opened> => {
      const response = await fetch(openUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ secret }),
        cache: 'no-store',
        signal,
      });
      if (response.status === 404 || response.status === 400) return 'not-found';
      return HandshakeView.parse(await answerOf(response));
    },
    retry: false,
    gcTime: 0,
    refetchInterval: ({ state: { data } }) =>
      data !== undefined && data !== 'not-found' && data.state === 'waiting'
        ? POLL_EVERY_MS
        : false,
  });

/** Tells the other side that the half is run. */
export async function confirmHandshake(openUrl: string, secret: string): Promise<void> {
  const response = await fetch(`${openUrl}/confirm`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ secret }),
    cache: 'no-store',
  });
  await answerOf(response);
}
