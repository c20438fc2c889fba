import { titled } from '@/components/frame/titled';
import { DoctorPage } from '@/components/inventory/doctor-page';
import { can } from '@/lib/auth/permissions';
import { requireContext } from '@/lib/server/context';
import { planMendAction } from '../actions';

async function Doctor() {
  const { actor } = await requireContext();
  return (
    <DoctorPage
      diagnosesUrl="/api/v1/diagnoses"
      tokenUrl="/api/v1/diagnoses/token"
      searchUrl="/api/v1/search"
      planMend={can(actor, 'plan:create') ? planMendAction : null}
    />
  );
}

export default titled('Doctor', Doctor);
