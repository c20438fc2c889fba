import type { BridgePart } from '@/components/bridge/bridge-diagram';
import type { DraftFieldName, DraftFields, DraftStepName } from '@/lib/setup/schema';
import { fieldOfLock } from './wizard-fields';

type Chosen = Pick<DraftFields, 'recipe' | 'vendorMay' | 'workload'>;

const whoOf = ({ recipe, workload }: Chosen): DraftFieldName => {
  if (recipe === 'vendor') return 'vendorAccount';
  const isNew = recipe === 'workload-bucket' && workload !== 'existing';
  return isNew ? 'trustedAccount' : 'who';
};

function whereOf({ recipe, vendorMay }: Chosen): DraftFieldName {
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

/** The field that decides a part of the picture. */
export function leadOfPart(part: BridgePart, chosen: Chosen): DraftFieldName {
  if (part === 'left') return whoOf(chosen);
  if (part === 'right') return whereOf(chosen);
  if (chosen.recipe === 'vendor') return vendorLock(part, chosen);
  if (chosen.recipe === 'people') return peopleLock(part);
  if (chosen.recipe === 'share-bucket') return fieldOfLock(part);
  // The role's own policy; those of the bucket and of its key.
  return part === 1 ? 'access' : 'bucket';
}

/** Where the caret goes when a screen opens; the others start at their title. */
export function firstFieldOf(step: DraftStepName, chosen: Chosen): DraftFieldName | null {
  if (step === 'who')
    return chosen.recipe === 'workload-bucket' ? 'workload' : whoOf(chosen);
  if (step !== 'what') return null;
  return chosen.recipe === 'vendor' ? 'vendorMay' : whereOf(chosen);
}
