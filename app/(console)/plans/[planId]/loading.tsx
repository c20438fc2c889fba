import { titled } from '@/components/frame/titled';
import { PlanSkeleton } from '@/components/setup/setup-skeletons';

export default titled('Plan', PlanSkeleton);
