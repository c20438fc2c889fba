/** How often a person confirms that it is them before they take a role. From lax to strict. */
export const STEP_UPS = ['never', 'every-12-h', 'each-time'] as const;
export type StepUp = (typeof STEP_UPS)[number];

/** How long a confirmation counts where not each time asks for one. */
export const STEP_UP_MS = 12 * 3_600_000;

/** What a confirmation is for that allows a computer by a typed code. */
export const DEVICE_SUBJECT = 'signing in a computer by a code';

/** What a confirmation is for that allows the computer whose browser it is. */
export const CLI_SUBJECT = 'signing in a computer';

/** What a confirmation is for that lets the workspace ask for less. */
export const FLOOR_SUBJECT = 'asking people less often';

/** What a confirmation is for that adds another way to sign in. */
export const ADD_PASSKEY_SUBJECT = 'adding a passkey';

/** How the refusal of somebody who has yet to confirm begins. */
export const CONFIRM_FIRST = 'Confirm that it is you before you go on with';

/** How strict it is, for ordering. */
export const strictnessOf = (stepUp: StepUp): number => STEP_UPS.indexOf(stepUp);

export const isUnconfirmed = (sentence: string): boolean =>
  sentence.startsWith(CONFIRM_FIRST);

/** The stricter of a grant's own rule and the least that its workspace asks for. */
export const stricterOf = (one: StepUp, other: StepUp): StepUp =>
  strictnessOf(one) >= strictnessOf(other) ? one : other;
