import type { BridgePart } from '@/components/bridge/bridge-diagram';
import type { DraftFieldName, DraftFields, DraftStepName } from '@/lib/setup/schema';
import { keylessLeads, keylessMay, keylessPlace } from './keyless-leads';
import { fieldOfLock } from './wizard-fields';

type Chosen = Pick<DraftFields, 'recipe' | 'vendorMay' | 'access' | 'issuerKind'>;

function whoOf(chosen: Chosen): DraftFieldName {
  const keyless = keylessLeads(chosen);
  if (keyless) return keyless.who;
  return chosen.recipe === 'vendor' ? 'vendorAccount' : 'who';
}

function whereOf(chosen: Chosen): DraftFieldName {
  if (keylessLeads(chosen)) return keylessPlace(chosen);
  return chosen.recipe === 'vendor' && chosen.vendorMay === 'custom'
    ? 'trustingAccount'
    : 'bucket';
}

/** The vendor's own policies, the trust policy, the role's permissions. */
const vendorLock = (number: number, { vendorMay }: Chosen): DraftFieldName => {
  if (number === 1) return 'vendorAccount';
  if (number === 2) return 'externalId';
  return vendorMay === 'custom' ? 'customPolicy' : 'bucket';
};

function lockOf(number: number, chosen: Chosen): DraftFieldName {
  const keyless = keylessLeads(chosen);
  if (keyless) return [keyless.door, keyless.trust][number - 1] ?? keylessMay(chosen);
  return chosen.recipe === 'vendor' ? vendorLock(number, chosen) : fieldOfLock(number);
}

/** The field that decides a part of the picture. */
export function leadOfPart(part: BridgePart, chosen: Chosen): DraftFieldName {
  if (part === 'left') return whoOf(chosen);
  return part === 'right' ? whereOf(chosen) : lockOf(part, chosen);
}

/** Where the caret goes when a screen opens; the others start at their title. */
export function firstFieldOf(step: DraftStepName, chosen: Chosen): DraftFieldName | null {
  if (step === 'who') return whoOf(chosen);
  if (step !== 'what') return null;
  if (keylessLeads(chosen)) return 'access';
  return chosen.recipe === 'vendor' ? 'vendorMay' : 'bucket';
}
