import { diffStatements } from '@/lib/core/diff-statements';
import { sameDocument } from '@/lib/core/same-document';
import { decodeDocument } from '@/lib/iam/parse/decode-document';
import type { PolicyDocument } from '@/lib/iam/world';
import type { PlanStore, SnapshotStore } from '@/lib/ports';
import { prettyText } from './role-policies';
import type { TrustVersionView } from './role-schema';

type TrustReading = Awaited<ReturnType<SnapshotStore['trustReadings']>>[number];
type TrustWrite = Awaited<ReturnType<PlanStore['listTrustWrites']>>[number];

type Version = {
  trust: PolicyDocument;
  /** JSON. */
  document: string;
  from: Date;
  to: Date;
  readingsTotal: number;
  wasAway: boolean;
};

/**
 * The versions of a trust policy, newest first. A reading that says the same in another form or
 * order is of the same version: AWS gives lists back in any order.
 *
 * @param readings newest first
 * @param writes those of our plans, oldest first
 */
export function trustVersions(
  readings: TrustReading[],
  writes: TrustWrite[],
): TrustVersionView[] {
  const versions = versionsOf(readings.toReversed());
  const views = versions.map((version, index) =>
    viewOf(version, versions[index - 1] ?? null, index + 1, writes),
  );
  return views.reverse();
}

function versionsOf(readings: TrustReading[]): Version[] {
  const versions: Version[] = [];
  let isAway = false;
  for (const { takenAt, trust } of readings) {
    const last = versions.at(-1);
    if (trust === null) {
      isAway = versions.length > 0;
      continue;
    }
    const document = jsonOf(trust);
    if (last && !isAway && sameDocument(last.document, document)) {
      last.to = takenAt;
      last.readingsTotal += 1;
      continue;
    }
    const seen = { from: takenAt, to: takenAt, readingsTotal: 1 };
    versions.push({ trust, document, ...seen, wasAway: isAway });
    isAway = false;
  }
  return versions;
}

function viewOf(
  version: Version,
  before: Version | null,
  number: number,
  writes: TrustWrite[],
): TrustVersionView {
  const write = writes.find((one) => isWriteOf(version, before, one));
  const { from, to, readingsTotal, wasAway } = version;
  return {
    number,
    text: prettyText(version.trust),
    seenFrom: from.toISOString(),
    seenTo: to.toISOString(),
    readingsTotal,
    wasAway,
    plan: write ? { id: write.planId, title: write.title } : null,
    change: before && changeOf(before, version),
  };
}

/** A reading carries the time of its end, so a write may be older than the last one without it. */
const isWriteOf = (
  { document, to }: Version,
  before: Version | null,
  write: TrustWrite,
): boolean =>
  write.doneAt <= to &&
  (before === null || write.doneAt >= before.from) &&
  sameDocument(document, write.document);

function changeOf(before: Version, version: Version): TrustVersionView['change'] {
  const { statements, unchangedTotal } = diffStatements(
    before.document,
    version.document,
  );
  return { statements, unchangedTotal };
}

/** What cannot be read as a document is compared as the text that it is. */
function jsonOf(source: PolicyDocument): string {
  const decoded = decodeDocument(source);
  return JSON.stringify(decoded.ok ? decoded.document : source);
}
