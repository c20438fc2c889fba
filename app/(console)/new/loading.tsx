import { titled } from '@/components/frame/titled';
import { WizardSkeleton } from '@/components/setup/setup-skeletons';

export default titled('New access', WizardSkeleton);
