import { SessionsSkeleton } from '@/components/credentials/sessions/sessions-skeleton';

export default function Loading() {
  return <SessionsSkeleton />;
}
