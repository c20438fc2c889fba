import type { DraftFields } from '../schema';
import { GUARD_NAMES, type GuardName } from './guard-names';

type Chosen = Pick<DraftFields, 'recipe' | 'issuerKind'>;

/** What sets callers without keys apart for guards: what their calls carry. */
type Family = 'workflow' | 'token' | 'saml' | 'service';

/** Why a guard makes no sense for a family; a guard that is not here is offered. */
const WHY_NOT: Record<Family, Partial<Record<GuardName, string>>> = {
  workflow: {
    ...signedIn('Tokens'),
    sourceIdentity: 'Tokens of this issuer carry no source identity for AWS.',
    sessionTags: 'Tokens of this issuer carry no tags for AWS.',
  },
  token: signedIn('Tokens'),
  saml: signedIn('Assertions'),
  service: {
    mfa: 'A service has no second factor.',
    mfaAge: 'A service has no second factor.',
    externalId: 'Services send none. For whom it acts says the same.',
    organization: 'For whom it acts is closer: an account, or one resource.',
    sourceIp: 'Services call from addresses of AWS.',
    vpc: 'Services call from networks of AWS.',
    sessionName: 'The service names its sessions by itself.',
    sourceIdentity: 'Services set none.',
    sessionTags: 'What a service passes is its own affair.',
  },
};

function signedIn(noun: string): Partial<Record<GuardName, string>> {
  return {
    mfa: `${noun} say nothing of a second factor to AWS: let the provider ask for it.`,
    mfaAge: `${noun} say nothing of a second factor to AWS: let the provider ask for it.`,
    externalId: 'Only sts:AssumeRole takes one, and a sign-in is another call.',
    organization: 'Whoever signs in so is in no account, and in no organisation.',
  };
}

function familyOf({ recipe, issuerKind }: Chosen): Family {
  if (recipe === 'saml') return 'saml';
  if (recipe === 'eks') return 'workflow';
  if (recipe === 'ci-oidc') return issuerKind === 'other' ? 'token' : 'workflow';
  return 'service';
}

type Offer = {
  offered: GuardName[];
  /** The others, each with the reason. */
  refused: { name: GuardName; why: string }[];
};

/** The guards of a role for somebody without keys, and why the others are none. */
export function keylessGuards(chosen: Chosen): Offer {
  const reasons = WHY_NOT[familyOf(chosen)];
  return {
    offered: GUARD_NAMES.filter((name) => reasons[name] === undefined),
    refused: GUARD_NAMES.flatMap((name) => {
      const why = reasons[name];
      return why === undefined ? [] : [{ name, why }];
    }),
  };
}
