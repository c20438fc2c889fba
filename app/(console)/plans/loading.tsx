import { PlansListSkeleton } from '@/components/setup/setup-skeletons';

export default function Loading() {
  return <PlansListSkeleton />;
}
