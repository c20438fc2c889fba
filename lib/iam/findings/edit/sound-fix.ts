import { parsePolicy } from '../../parse/parse-policy';
import { validatePolicyDocument } from '../../validate/validate-policy-document';
import type { Fix } from '../finding';
import type { NoFix, Place, Report, Rule } from '../rule';

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
  const added = addedProblems(place, fix.document);
  if (added.includes('too-long')) {
    return { reason: 'the policy is too long to be mended as it stands' };
  }
  const policy = parsePolicy(fix.document, place.kind);
  const left = rule.isAbout(policy) ? rule.check({ ...place, policy }).length : 0;
  return added.length === 0 && left < reportsTotal
    ? fix
    : { reason: 'it takes more than one change, so write the statement anew' };
}

/** What AWS refuses in the new document and did not refuse in the old one. */
function addedProblems(place: Place, document: unknown): string[] {
  const problems = problemsOf(document, place);
  if (problems.length === 0) return [];
  const known = problemsOf(place.policy.document, place);
  return problems.filter((code) => !known.includes(code));
}

const problemsOf = (document: unknown, { kind }: Place): string[] =>
  validatePolicyDocument(JSON.stringify(document) ?? '', kind).map(({ code }) => code);
