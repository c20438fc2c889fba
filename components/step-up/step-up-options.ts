import type { StepUp } from '@/lib/core/step-up';

/** How often somebody shows by password that it is them, as a choice. */
export const STEP_UP_OPTIONS: readonly { id: StepUp; label: string }[] = [
  { id: 'never', label: 'Never: being signed in is enough' },
  { id: 'every-12-h', label: 'Every 12 hours' },
  { id: 'each-time', label: 'Each time, and never by a program' },
];
