/** How long ago somebody who administers may have signed in or confirmed. From lax to strict. */
export const ADMIN_STEP_UPS = ['never', 'every-hour', 'every-10-min'] as const;
export type AdminStepUp = (typeof ADMIN_STEP_UPS)[number];

/** A session ends after 8 hours, so a longer time than an hour would hardly ever ask. */
export const ADMIN_STEP_UP_MS: Record<Exclude<AdminStepUp, 'never'>, number> = {
  'every-hour': 3_600_000,
  'every-10-min': 600_000,
};

/** What a confirmation is for that lets administration go on. */
export const ADMIN_SUBJECT = 'administering this workspace';

/** What a confirmation is for that lets administration ask for less. */
export const LAXER_SUBJECT = 'asking those who administer less often';

export const isLaxer = (next: AdminStepUp, before: AdminStepUp): boolean =>
  ADMIN_STEP_UPS.indexOf(next) < ADMIN_STEP_UPS.indexOf(before);
