import type { WorldFacts } from '../facts/world-facts';
import type { ParsedPolicy } from '../parse/policy';
import { CATALOGUE } from './catalogue';
import type { Around } from './documents';
import { soundFix } from './edit/sound-fix';
import type { Finding } from './finding';
import { sayArn } from './principals';
import type { Place, Report, Rule } from './rule';
import { rulesFor } from './rules-for';
import { surveyWorld } from './survey';

/** What every rule says about some places of a world. */
export function findingsIn(
  world: WorldFacts,
  placesIn: (around: Around) => Place[],
): Finding[] {
  const survey = surveyWorld(world);
  const accounts = [...world.accounts.values()];
  return accounts.flatMap((account) =>
    placesIn({ world, account, survey }).flatMap((place) =>
      rulesFor(place.policy, place.kind).flatMap((rule) => findingsOf(place, rule)),
    ),
  );
}

const reportsByPolicy = new WeakMap<ParsedPolicy, Map<Rule, Report[]>>();

function reportsOf(place: Place, rule: Rule): Report[] {
  if (!rule.isOfDocument) return rule.check(place);
  const byRule = reportsByPolicy.get(place.policy) ?? new Map<Rule, Report[]>();
  const reports = byRule.get(rule) ?? rule.check(place);
  reportsByPolicy.set(place.policy, byRule.set(rule, reports));
  return reports;
}

function findingsOf(place: Place, rule: Rule): Finding[] {
  const reports = reportsOf(place, rule);
  return reports.map((report) => findingOf(place, rule, report, reports.length));
}

function findingOf(
  place: Place,
  rule: Rule,
  report: Report,
  reportsTotal: number,
): Finding {
  const { subject, ref: policy } = place;
  const { code } = rule;
  const { severity, why } = CATALOGUE[code];
  const fix = soundFix(place, rule, report, reportsTotal);
  const { at, about, message } = report;
  return {
    code,
    severity: report.severity ?? severity,
    subject,
    policy,
    statement: at && { policy, statementIndex: at.index, sid: at.sid },
    message: 'reason' in fix ? `${message.replace(/\.$/, '')}; ${fix.reason}.` : message,
    why: why({ subject: sayArn(subject), about }),
    fix: 'reason' in fix ? null : fix,
  };
}
