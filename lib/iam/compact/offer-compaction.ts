import { comparePolicies } from '../compare/compare-policies';
import { questionsWorthAsking } from '../compare/questions-worth-asking';
import { worldAround } from '../compare/world-around';
import { isSameJson } from '../index/same-json';
import { decodeDocument } from '../parse/decode-document';
import type { DocumentKind } from '../validate/document-kind';
import { documentSize } from '../validate/document-size';
import { validatePolicyDocument } from '../validate/validate-policy-document';
import type { PolicyDocument } from '../world';
import { compactPolicy, type IsKept } from './compact-policy';

export type Compaction = {
  text: string;
  /** As AWS counts it. */
  size: number;
};

/**
 * A shorter text for a document, when one is known and the engine answers every question
 * worth asking as before; null otherwise. Pure; never throws.
 *
 * @param homeId the account the document is written for; null when it is not known
 * @param isKept statements that stay as they are
 */
export function offerCompaction(
  text: string,
  kind: DocumentKind,
  homeId: string | null,
  isKept?: IsKept,
): Compaction | null {
  const problems = validatePolicyDocument(text, kind);
  const decoded = decodeDocument(text);
  const isSound = problems.every(({ code }) => code === 'too-long');
  if (!isSound || !decoded.ok) return null;
  const { document: before } = decoded;
  const compact = compactPolicy(before, kind === 'trust' ? homeId : null, isKept);
  const after = isEquivalent(before, compact, kind, homeId) ? compact : before;
  const { used, isSpaceCounted } = documentSize(text, kind);
  const shorter = JSON.stringify(after, null, isSpaceCounted ? undefined : 2);
  const size = documentSize(shorter, kind).used;
  return size < used ? { text: shorter, size } : null;
}

function isEquivalent(
  before: PolicyDocument,
  after: PolicyDocument,
  kind: DocumentKind,
  homeId: string | null,
): boolean {
  if (isSameJson(before, after)) return true;
  const around = worldAround(before, kind, homeId);
  if (!around) return false;
  const pair = { ...around, before, after };
  const { questions, isComplete } = questionsWorthAsking(pair);
  const found = comparePolicies(pair, questions);
  return isComplete && found?.isComplete === true && found.isEquivalent;
}
