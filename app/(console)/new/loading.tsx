import { WizardSkeleton } from '@/components/setup/setup-skeletons';

export default function Loading() {
  return <WizardSkeleton />;
}
