import type { Metadata } from 'next';
import { HomePage } from '@/components/credentials/home-page';
import { getHome } from '@/lib/credentials/get-home';
import { found, requireContext } from '@/lib/server/context';
import { pinAction } from './actions';

export const metadata: Metadata = { title: 'Home' };

export default async function Home() {
  const { ports, actor } = await requireContext();
  return (
    <HomePage
      home={found(await getHome(ports, actor))}
      endpoints={{ credentials: '/api/v1/credentials', console: '/api/v1/console' }}
      pinAction={pinAction}
    />
  );
}
