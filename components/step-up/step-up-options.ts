import type { AdminStepUp } from '@/lib/core/admin-step-up';
import type { StepUp } from '@/lib/core/step-up';

/** How often somebody shows by password that it is them, as a choice. */
export const STEP_UP_OPTIONS: readonly { id: StepUp; label: string }[] = [
  { id: 'never', label: 'Never: being signed in is enough' },
  { id: 'every-12-h', label: 'Every 12 hours' },
  { id: 'each-time', label: 'Each time, and never by a program' },
];

/** How often somebody who administers does, as a choice. */
export const ADMIN_STEP_UP_OPTIONS: readonly { id: AdminStepUp; label: string }[] = [
  { id: 'never', label: 'Never: being signed in is enough' },
  { id: 'every-hour', label: 'When the last time is an hour ago' },
  { id: 'every-10-min', label: 'When the last time is 10 minutes ago' },
];
