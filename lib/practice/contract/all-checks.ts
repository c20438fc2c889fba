import { bucketChecks, objectChecks } from './bucket-checks';
import { keyChecks } from './key-checks';
import { organizationChecks } from './organization-checks';
import { accessKeyChecks, permissionChecks } from './permission-checks';
import { policyChecks } from './policy-checks';
import { roleChecks } from './role-checks';
import type { Checks } from './scene';
import { sessionChecks } from './session-checks';
import { trustChecks, trustDocumentChecks } from './trust-checks';
import { accountChecks, userChecks } from './user-checks';

const BY_SUBJECT = {
  roles: roleChecks,
  policies: policyChecks,
  users: userChecks,
  account: accountChecks,
  sessions: sessionChecks,
  'access keys': accessKeyChecks,
  permissions: permissionChecks,
  trust: trustChecks,
  'trust documents': trustDocumentChecks,
  buckets: bucketChecks,
  objects: objectChecks,
  keys: keyChecks,
  organization: organizationChecks,
};

/** Every check, under its subject and its sentence. */
export const ALL_CHECKS: Checks = Object.fromEntries(
  Object.entries<Checks>(BY_SUBJECT).flatMap(([subject, checks]) =>
    Object.entries(checks).map(([sentence, check]) => [`${subject}: ${sentence}`, check]),
  ),
);
