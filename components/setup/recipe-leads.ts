import type { BridgePart } from '@/components/bridge/bridge-diagram';
import type {
  DraftFieldName,
  DraftFields,
  DraftStepName,
  RecipeId,
} from '@/lib/setup/schema';

type Chosen = Pick<
  DraftFields,
  'recipe' | 'vendorMay' | 'workload' | 'access' | 'issuerKind'
>;

/** The fields that decide the parts of the picture. */
type Leads = {
  who: DraftFieldName;
  where: DraftFieldName;
  /** Lock by lock, from the first. */
  locks: readonly [DraftFieldName, DraftFieldName, DraftFieldName];
  /** The first fields of the screens, where they are not `who` and `where`. */
  whoFirst?: DraftFieldName;
  whatFirst?: DraftFieldName;
};

const placeOf = (isAccount: boolean): DraftFieldName =>
  isAccount ? 'trustingAccount' : 'bucket';

/** The caller's own policy; those of the bucket and of its key. */
const asItself = (who: DraftFieldName): Leads => ({
  who,
  where: 'bucket',
  locks: ['access', 'bucket', 'bucket'],
});

/** Somebody without keys: the provider or service, the trust policy, what the role may. */
const keyless = (
  { access }: Chosen,
  door: DraftFieldName,
  trust: DraftFieldName,
): Leads => ({
  who: door,
  where: placeOf(access === 'custom'),
  locks: [door, trust, access === 'custom' ? 'customPolicy' : 'access'],
  whatFirst: 'access',
});

const LEADS: Record<RecipeId, (chosen: Chosen) => Leads> = {
  'share-bucket': () => ({
    who: 'who',
    where: 'bucket',
    locks: ['who', 'trustScope', 'access'],
  }),
  people: () => ({
    who: 'who',
    where: 'trustingAccount',
    locks: ['who', 'trustScope', 'managedPolicies'],
  }),
  'workload-bucket': ({ workload }) => ({
    ...asItself(workload === 'existing' ? 'who' : 'trustedAccount'),
    whoFirst: 'workload',
  }),
  'bucket-policy': () => asItself('who'),
  // The vendor's own policies, the trust policy, the role's permissions.
  vendor: ({ vendorMay }) => ({
    who: 'vendorAccount',
    where: placeOf(vendorMay === 'custom'),
    locks: [
      'vendorAccount',
      'externalId',
      vendorMay === 'custom' ? 'customPolicy' : 'bucket',
    ],
    whatFirst: 'vendorMay',
  }),
  'ci-oidc': (chosen) => ({
    ...keyless(
      chosen,
      'issuerUrl',
      chosen.issuerKind === 'other' ? 'subject' : 'repository',
    ),
    who: 'issuerKind',
  }),
  eks: (chosen) => keyless(chosen, 'issuerUrl', 'serviceAccount'),
  'aws-service': (chosen) => keyless(chosen, 'service', 'sourceGuard'),
  saml: (chosen) => keyless(chosen, 'samlProvider', 'samlPeople'),
  'identity-center': (chosen) =>
    keyless(chosen, 'accessApplication', 'accessApplication'),
  blank: () => ({
    who: 'principals',
    where: 'trustingAccount',
    locks: ['assumeJson', 'trustJson', 'managedPolicies'],
  }),
};

export const leadsOf = (chosen: Chosen): Leads => LEADS[chosen.recipe](chosen);

/** The field that decides a part of the picture. */
export function leadOfPart(part: BridgePart, chosen: Chosen): DraftFieldName {
  const { who, where, locks } = leadsOf(chosen);
  if (part === 'left') return who;
  return part === 'right' ? where : (locks[part - 1] ?? where);
}

/** Where the caret goes when a screen opens; the others start at their title. */
export function firstFieldOf(step: DraftStepName, chosen: Chosen): DraftFieldName | null {
  const { who, where, whoFirst = who, whatFirst = where } = leadsOf(chosen);
  if (step === 'who') return whoFirst;
  return step === 'what' ? whatFirst : null;
}
