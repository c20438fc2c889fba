import { PlanSkeleton } from '@/components/setup/setup-skeletons';

export default function Loading() {
  return <PlanSkeleton />;
}
