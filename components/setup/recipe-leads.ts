import type { BridgePart } from '@/components/bridge/bridge-diagram';
import type { DraftFieldName, DraftFields, DraftStepName } from '@/lib/setup/schema';
import { keylessLeads, keylessMay, keylessPlace } from './keyless-leads';
import { fieldOfLock } from './wizard-fields';

type Chosen = Pick<
  DraftFields,
  'recipe' | 'vendorMay' | 'workload' | 'access' | 'issuerKind'
>;

function whoOf(chosen: Chosen): DraftFieldName {
  const keyless = keylessLeads(chosen);
  if (keyless) return keyless.who;
  const { recipe, workload } = chosen;
  if (recipe === 'vendor') return 'vendorAccount';
  const isNew = recipe === 'workload-bucket' && workload !== 'existing';
  return isNew ? 'trustedAccount' : 'who';
}

function whereOf(chosen: Chosen): DraftFieldName {
  if (keylessLeads(chosen)) return keylessPlace(chosen);
  const { recipe, vendorMay } = chosen;
  const isAccount =
    recipe === 'people' || (recipe === 'vendor' && vendorMay === 'custom');
  return isAccount ? 'trustingAccount' : 'bucket';
}

const peopleLock = (number: number): DraftFieldName =>
  number === 3 ? 'managedPolicies' : fieldOfLock(number);

/** The vendor's own policies, the trust policy, the role's permissions. */
const vendorLock = (number: number, { vendorMay }: Chosen): DraftFieldName => {
  if (number === 1) return 'vendorAccount';
  if (number === 2) return 'externalId';
  return vendorMay === 'custom' ? 'customPolicy' : 'bucket';
};

function lockOf(number: number, chosen: Chosen): DraftFieldName {
  // Only the key of a bucket comes after what the role itself may do.
  if (number > 3) return 'bucket';
  const keyless = keylessLeads(chosen);
  if (keyless) return [keyless.door, keyless.trust][number - 1] ?? keylessMay(chosen);
  switch (chosen.recipe) {
    case 'vendor':
      return vendorLock(number, chosen);
    case 'people':
      return peopleLock(number);
    // The caller's own policy; those of the bucket and of its key.
    case 'workload-bucket':
    case 'bucket-policy':
      return number === 1 ? 'access' : 'bucket';
    default:
      return fieldOfLock(number);
  }
}

/** The field that decides a part of the picture. */
export function leadOfPart(part: BridgePart, chosen: Chosen): DraftFieldName {
  if (part === 'left') return whoOf(chosen);
  return part === 'right' ? whereOf(chosen) : lockOf(part, chosen);
}

/** Where the caret goes when a screen opens; the others start at their title. */
export function firstFieldOf(step: DraftStepName, chosen: Chosen): DraftFieldName | null {
  if (step === 'who')
    return chosen.recipe === 'workload-bucket' ? 'workload' : whoOf(chosen);
  if (step !== 'what') return null;
  if (keylessLeads(chosen)) return 'access';
  return chosen.recipe === 'vendor' ? 'vendorMay' : whereOf(chosen);
}
