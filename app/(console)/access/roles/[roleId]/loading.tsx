import { titled } from '@/components/frame/titled';
import { RoleSkeleton } from '@/components/inventory/role-skeleton';

export default titled('Role', RoleSkeleton);
