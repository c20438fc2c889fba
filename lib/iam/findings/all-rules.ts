import type { Rule } from './rule';
import { adminRoleExternalTrust } from './rules/admin-role-external-trust';
import { assumeAnyRole, notActionAllowsSts } from './rules/any-role';
import { forAllValuesBypass, literalWildcard } from './rules/condition-mistakes';
import {
  externalIdBypass,
  externalIdShared,
  thirdPartyWithoutExternalId,
} from './rules/external-id';
import {
  actionPrincipalMismatch,
  providerMissing,
  samlMissingAudience,
} from './rules/federation';
import { keyWithoutAccount } from './rules/key-without-account';
import { mfaBoolDeny, mfaIfExists } from './rules/mfa';
import {
  danglingPrincipal,
  missingPrincipal,
  principalWildcard,
} from './rules/named-principals';
import {
  oidcMissingAudience,
  oidcMissingSubject,
  oidcWideSubject,
} from './rules/oidc-token';
import { bucketPublic, keyPublic, notPrincipalAllow } from './rules/open-resource';
import { selfAssume } from './rules/self-assume';
import { serviceWithoutSource } from './rules/service-source';
import { trustPublic } from './rules/trust-public';
import { variablesIn2008 } from './rules/variables-in-2008';
import { trustWholeAccount } from './rules/whole-account';
import {
  malformedPolicy,
  unknownOperator,
  unreadableAddress,
} from './rules/without-effect';

/** Every rule, in the order in which what they find is listed for one document. */
export const ALL_RULES: Rule[] = [
  malformedPolicy,
  unknownOperator,
  unreadableAddress,
  trustPublic,
  thirdPartyWithoutExternalId,
  externalIdBypass,
  externalIdShared,
  adminRoleExternalTrust,
  oidcMissingSubject,
  oidcMissingAudience,
  oidcWideSubject,
  samlMissingAudience,
  providerMissing,
  actionPrincipalMismatch,
  danglingPrincipal,
  missingPrincipal,
  principalWildcard,
  serviceWithoutSource,
  trustWholeAccount,
  bucketPublic,
  keyPublic,
  notPrincipalAllow,
  keyWithoutAccount,
  variablesIn2008,
  literalWildcard,
  forAllValuesBypass,
  mfaBoolDeny,
  mfaIfExists,
  notActionAllowsSts,
  assumeAnyRole,
  selfAssume,
];
