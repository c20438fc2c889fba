import {
  anyMemberTrust,
  auditTrust,
  breakglassTrust,
  ciTrust,
  danglingTrust,
  dataAccessTrust,
  deployExecTrust,
  deployTrust,
  hubTrust,
  mixedTrust,
  ownAccountTrust,
  refusedTrust,
  taggedTrust,
  toolingTrust,
  userTrust,
  WITH_MFA,
} from './crossing-trust';
import {
  githubTrust,
  podTrust,
  serviceLinkedTrust,
  serviceTrust,
  signInTrust,
  vendorTrust,
} from './outside-trust';
import type { Policy } from './policy';
import type { RoleKind, RolePlan } from './role-plan';
import type { Scene } from './scene';

const TRUSTS: Record<RoleKind, (scene: Scene, role: RolePlan) => Policy> = {
  'account-root': ownAccountTrust,
  audit: auditTrust,
  auditor: (scene) => hubTrust(scene, WITH_MFA),
  breakglass: breakglassTrust,
  ci: ciTrust,
  dangling: danglingTrust,
  'data-access': dataAccessTrust,
  deploy: deployTrust,
  'deploy-exec': deployExecTrust,
  github: githubTrust,
  irsa: podTrust,
  mixed: mixedTrust,
  'org-any': anyMemberTrust,
  'org-tooling': toolingTrust,
  refused: refusedTrust,
  service: serviceTrust,
  'service-linked': serviceLinkedTrust,
  sso: signInTrust,
  'tag-guarded': taggedTrust,
  'user-trust': userTrust,
  vendor: vendorTrust,
};

/** The trust policy that a role of this kind has. */
export const trustPolicy = (scene: Scene, role: RolePlan): Policy =>
  TRUSTS[role.kind](scene, role);
