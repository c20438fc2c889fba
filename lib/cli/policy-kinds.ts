import type { PolicyKind } from '@/lib/iam/parse/policy';

/** Kinds of policy documents by the word that `--kind` takes, and what they are called. */
export const POLICY_KINDS: Record<PolicyKind, string> = {
  trust: 'Trust policy',
  identity: 'Identity policy',
  bucket: 'Bucket policy',
  key: 'Key policy',
  boundary: 'Permissions boundary',
  session: 'Session policy',
  scp: 'Service control policy',
  rcp: 'Resource control policy',
};

export const KIND_NAMES = Object.keys(POLICY_KINDS).join('|');

export const isKind = (text: string): text is PolicyKind =>
  Object.hasOwn(POLICY_KINDS, text);
