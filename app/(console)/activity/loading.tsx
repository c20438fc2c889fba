import { ActivitySkeleton } from '@/components/activity/activity-skeleton';
import { titled } from '@/components/frame/titled';

export default titled('Activity', ActivitySkeleton);
