import { titled } from '@/components/frame/titled';
import { AccessSkeleton } from '@/components/inventory/access-skeleton';

export default titled('Access', AccessSkeleton);
