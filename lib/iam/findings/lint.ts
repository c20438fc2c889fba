import type { WorldFacts } from '../facts/world-facts';
import { ALL_RULES } from './all-rules';
import { CATALOGUE } from './catalogue';
import { placesOf } from './documents';
import { soundFix } from './edit/sound-fix';
import type { Finding } from './finding';
import { sayArn } from './principals';
import type { Place, Report, Rule } from './rule';
import { surveyWorld } from './survey';

/**
 * Everything in a world's policies that a person should look at, each with its reason and,
 * where a document can mend it, the document. One finding a rule and statement; a managed
 * policy is looked at once for each of its holders. Never throws.
 */
export function lint(world: WorldFacts): Finding[] {
  const survey = surveyWorld(world);
  return [...world.accounts.values()]
    .flatMap((account) => placesOf({ world, account, survey }))
    .flatMap((place) =>
      ALL_RULES.filter(({ kinds }) => kinds.includes(place.kind)).flatMap((rule) =>
        findingsOf(place, rule),
      ),
    );
}

function findingsOf(place: Place, rule: Rule): Finding[] {
  const reports = rule.check(place);
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
