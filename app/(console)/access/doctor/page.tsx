import { titled } from '@/components/frame/titled';
import { DoctorPage } from '@/components/inventory/doctor-page';
import { requireContext } from '@/lib/server/context';

async function Doctor() {
  await requireContext();
  return (
    <DoctorPage
      diagnosesUrl="/api/v1/diagnoses"
      tokenUrl="/api/v1/diagnoses/token"
      searchUrl="/api/v1/search"
    />
  );
}

export default titled('Doctor', Doctor);
