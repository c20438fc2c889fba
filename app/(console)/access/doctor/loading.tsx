import { PageHeader } from '@/components/frame/page-header';
import { titled } from '@/components/frame/titled';
import { SkeletonRows } from '@/components/ui/skeleton';

function Loading() {
  return (
    <>
      <PageHeader title="Doctor" kicker="Access / Doctor" />
      <SkeletonRows rowCount={4} label="Opening the doctor…" />
    </>
  );
}

export default titled('Doctor', Loading);
