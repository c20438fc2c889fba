import { PageSkeleton } from '@/components/frame/page-skeleton';
import { titled } from '@/components/frame/titled';

export default titled('People', PageSkeleton);
