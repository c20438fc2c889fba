import { parsePolicy } from '../../parse/parse-policy';
import type { ParsedPolicy } from '../../parse/policy';
import { validatePolicyDocument } from '../../validate/validate-policy-document';
import type { Fix } from '../finding';
import type { CheckedKind, NoFix, Place, Report, Rule } from '../rule';

const AWS_OWNED = /^arn:[a-z-]+:iam::aws:policy\//;

/**
 * The fix of a report, if it can be put in place and helps: AWS takes the document unless it
 * refused the old one for the same, and the rule finds less in it.
 */
export function soundFix(
  place: Place,
  rule: Rule,
  report: Report,
  reportsTotal: number,
): Fix | NoFix {
  if (AWS_OWNED.test(place.ref.arn ?? '')) {
    return { reason: 'AWS keeps this policy, so attach one of your own instead' };
  }
  if (place.role?.Path.startsWith('/aws-reserved/')) {
    return { reason: 'Identity Center keeps this role, so change its permission set' };
  }
  if (!rule.isOfDocument) return tryFix(place, rule, report, reportsTotal);
  const known = fixes.get(report) ?? tryFix(place, rule, report, reportsTotal);
  fixes.set(report, known);
  return known;
}

// What a document alone decides is reported once for all who hold it.
const fixes = new WeakMap<Report, Fix | NoFix>();

function tryFix(
  place: Place,
  rule: Rule,
  report: Report,
  reportsTotal: number,
): Fix | NoFix {
  const fix = report.fix();
  if ('reason' in fix) return fix;
  const { problems, policy } = readAnew(fix.document, place.kind);
  const added = addedProblems(place, problems);
  if (added.includes('too-long')) {
    return { reason: 'the policy is too long to be mended as it stands' };
  }
  const left = rule.isAbout(policy) ? rule.check({ ...place, policy }).length : 0;
  return added.length === 0 && left < reportsTotal
    ? fix
    : { reason: 'it takes more than one change, so write the statement anew' };
}

/** What AWS refuses in the new document and did not refuse in the old one. */
function addedProblems({ policy, kind }: Place, problems: string[]): string[] {
  if (problems.length === 0) return [];
  const known = problemsOf(JSON.stringify(policy.document) ?? '', kind);
  return problems.filter((code) => !known.includes(code));
}

type Read = { problems: string[]; policy: ParsedPolicy };

const READS_KEPT_MAX = 2_000;
const reads = new Map<string, Read>();

/** A new document as AWS would read it. Roles of an account often get the same one. */
function readAnew(document: unknown, kind: CheckedKind): Read {
  const text = JSON.stringify(document) ?? '';
  const name = `${kind} ${text}`;
  const known = reads.get(name);
  if (known) return known;
  const read = { problems: problemsOf(text, kind), policy: parsePolicy(document, kind) };
  if (reads.size >= READS_KEPT_MAX) reads.clear();
  reads.set(name, read);
  return read;
}

const problemsOf = (text: string, kind: CheckedKind): string[] =>
  validatePolicyDocument(text, kind).map(({ code }) => code);
