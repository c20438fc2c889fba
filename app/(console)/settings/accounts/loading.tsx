import { AccountsSkeleton } from '@/components/inventory/accounts-skeleton';

export default function Loading() {
  return <AccountsSkeleton />;
}
