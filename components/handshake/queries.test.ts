import { QueryClient } from '@tanstack/react-query';
import { afterEach, expect, it, vi } from 'vitest';
import { handshakeQuery } from './queries';

afterEach(() => vi.unstubAllGlobals());

it('asks anew for another link in the same tab', async () => {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (_: string, { body }: { body: string }) => {
    asked.push(JSON.parse(body).secret);
    return new Response(null, { status: 404 });
  });
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: 60_000 } } });
  for (const secret of ['cut-off', 'whole', 'whole'])
    expect(
      await client.fetchQuery({ ...handshakeQuery('/open', secret), gcTime: 1e6 }),
    ).toBe('not-found');
  expect(asked).toEqual(['cut-off', 'whole']);
  client.clear();
});
