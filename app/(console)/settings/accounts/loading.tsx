import { titled } from '@/components/frame/titled';
import { AccountsSkeleton } from '@/components/inventory/accounts-skeleton';

export default titled('Accounts', AccountsSkeleton);
