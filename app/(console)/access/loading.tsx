import { AccessSkeleton } from '@/components/inventory/access-skeleton';

export default function Loading() {
  return <AccessSkeleton />;
}
