import type { DraftFieldName, DraftFields, RecipeId } from '@/lib/setup/schema';

type Leads = {
  /** The first field of who asks. */
  who: DraftFieldName;
  /** What decides the way in: the provider, or the service. */
  door: DraftFieldName;
  /** What the trust policy is made from. */
  trust: DraftFieldName;
};

export type KeylessChosen = Pick<DraftFields, 'recipe' | 'access' | 'issuerKind'>;

const LEADS: Partial<Record<RecipeId, (chosen: KeylessChosen) => Leads>> = {
  eks: () => ({ who: 'issuerUrl', door: 'issuerUrl', trust: 'serviceAccount' }),
  'aws-service': () => ({ who: 'service', door: 'service', trust: 'sourceGuard' }),
  saml: () => ({ who: 'samlProvider', door: 'samlProvider', trust: 'samlPeople' }),
  'identity-center': () => ({
    who: 'accessApplication',
    door: 'accessApplication',
    trust: 'accessApplication',
  }),
  'ci-oidc': ({ issuerKind }) => ({
    who: 'issuerKind',
    door: 'issuerUrl',
    trust: issuerKind === 'other' ? 'subject' : 'repository',
  }),
};

/** Where a recipe for somebody without keys leads to; null for the other recipes. */
export const keylessLeads = (chosen: KeylessChosen): Leads | null =>
  LEADS[chosen.recipe]?.(chosen) ?? null;

/** The field that says what the role may do, and where. */
export const keylessPlace = ({ access }: KeylessChosen): DraftFieldName =>
  access === 'custom' ? 'trustingAccount' : 'bucket';

export const keylessMay = ({ access }: KeylessChosen): DraftFieldName =>
  access === 'custom' ? 'customPolicy' : 'access';
