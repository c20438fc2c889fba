import { titled } from '@/components/frame/titled';
import { PlansListSkeleton } from '@/components/setup/setup-skeletons';

export default titled('Plans', PlansListSkeleton);
