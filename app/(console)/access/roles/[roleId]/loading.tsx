import { RoleSkeleton } from '@/components/inventory/role-skeleton';

export default function Loading() {
  return <RoleSkeleton />;
}
