import { PageHeader } from '@/components/frame/page-header';
import { SkeletonRows } from '@/components/ui/skeleton';

export default function Loading() {
  return (
    <>
      <PageHeader title="Doctor" />
      <SkeletonRows rowCount={4} label="Opening the doctor…" />
    </>
  );
}
