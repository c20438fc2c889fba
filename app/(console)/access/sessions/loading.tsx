import { SessionsSkeleton } from '@/components/credentials/sessions/sessions-skeleton';
import { titled } from '@/components/frame/titled';

export default titled('Sessions', SessionsSkeleton);
