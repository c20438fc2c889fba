import type { Metadata } from 'next';
import { DoctorPage } from '@/components/inventory/doctor-page';
import { requireContext } from '@/lib/server/context';

export const metadata: Metadata = { title: 'Doctor' };

export default async function Doctor() {
  await requireContext();
  return (
    <DoctorPage
      diagnosesUrl="/api/v1/diagnoses"
      tokenUrl="/api/v1/diagnoses/token"
      searchUrl="/api/v1/search"
    />
  );
}
