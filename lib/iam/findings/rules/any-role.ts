import { matchAction } from '../../match/match-action';
import { literalGlob } from '../../parse/glob';
import type { ParsedStatement } from '../../parse/policy';
import { type JsonObject, toStrings } from '../../parse/values';
import { documentLets } from '../ask/document-lets';
import { isGuardedBy } from '../conditions';
import { fixWith } from '../edit/outcome';
import { changeAll, sourceOf } from '../edit/principal-block';
import { withStatement } from '../edit/statements';
import { isAssumeAllow } from '../principals';
import { type Place, statementRule } from '../rule';

const ASSUME = 'sts:assumerole';
const ANY_ROLE = 'arn:aws:iam::999999999990:role/zq-any';

/** Keys that say which roles are meant, whatever the resource says. */
const ROLE_KEYS = [
  'aws:ResourceAccount',
  'aws:ResourceOrgID',
  'aws:ResourceOrgPaths',
  'iam:ResourceTag',
  'aws:ResourceTag',
];

/** Whether a statement lets its holder ask for any role, and the document takes none back. */
function reachesAnyRole(place: Place, statement: ParsedStatement): boolean {
  const tagKeys = statement.conditions
    .map(({ key }) => key)
    .filter((key) => /^(?:aws|iam):ResourceTag\//i.test(key));
  return (
    isAssumeAllow(statement) &&
    !isGuardedBy(statement, ...ROLE_KEYS, ...tagKeys) &&
    documentLets(place, statement, {
      action: 'sts:AssumeRole',
      principal: { AWS: place.subject },
      resource: ANY_ROLE.replace('arn:aws:', `arn:${place.subject.split(':')[1]}:`),
    })
  );
}

/** Everything but a list, which leaves taking roles in. */
export const notActionAllowsSts = statementRule(
  'notaction-allow-sts',
  ['identity'],
  (statement) => statement.action.isNegated && isAssumeAllow(statement),
  (place, statement) => {
    if (!reachesAnyRole(place, statement)) return null;
    return {
      message:
        'Everything but the listed actions includes taking any role: list what is needed.',
      about: '',
      fix: () =>
        fixWith(
          changeAll(place, statement, (source) => ({
            ...source,
            NotAction: [...(toStrings(source['NotAction']) ?? []), 'sts:AssumeRole'],
          })),
          'Taking roles is left out of this statement: allow the roles that are needed by name in another one.',
        ),
    };
  },
);

/** `sts:AssumeRole` on every role there is. */
export const assumeAnyRole = statementRule(
  'assume-any-role',
  ['identity'],
  namesStsAssume,
  (place, statement) => {
    if (!reachesAnyRole(place, statement)) return null;
    return {
      message: 'This reaches every role that trusts the account: name the roles.',
      about: '',
      fix: () => nameRoles(place, statement),
    };
  },
);

type Pattern = ParsedStatement['action']['patterns'][number];

const isStsAssume = (pattern: Pattern): boolean =>
  pattern.text.startsWith('sts:') &&
  matchAction({ isNegated: false, patterns: [pattern] }, ASSUME);

function namesStsAssume({ effect, action, resource }: ParsedStatement): boolean {
  if (effect !== 'Allow' || action.isNegated || !action.patterns.some(isStsAssume)) {
    return false;
  }
  // Roles that are named one by one are not any role.
  return (
    !resource ||
    resource.isNegated ||
    resource.patterns.some(({ constant }) => !constant || constant.glob.hasWildcards)
  );
}

/** The part about roles is cut to named ones; other actions of the statement stay as they are. */
function nameRoles(place: Place, statement: ParsedStatement) {
  const { index, action } = statement;
  const { NotResource: _none, ...source } = sourceOf(statement);
  const names = toStrings(source['Action']) ?? [];
  const assuming = names.filter((_, at) =>
    isStsAssume(action.patterns[at] ?? NO_PATTERN),
  );
  const others = names.filter((name) => !assuming.includes(name));
  const roles = takeableRoles(place);
  const partition = place.subject.split(':')[1];
  const placeholder = `arn:${partition}:iam::${place.account.accountId}:role/<name of the role>`;
  const own: JsonObject = {
    ...source,
    Action: assuming.length === 1 ? assuming[0] : assuming,
    Resource: roles.length > 0 ? roles : placeholder,
  };
  const document =
    others.length === 0
      ? withStatement(place, { index, next: own })
      : withStatement(place, {
          index,
          next: { ...sourceOf(statement), Action: others },
          added: [own],
        });
  const note =
    roles.length > 0
      ? 'Only the collected roles that can be taken today are left: take out those that are not needed.'
      : 'No role can be taken until you put the ARNs of those that are needed where the angle brackets are.';
  return fixWith(document, note);
}

const NO_PATTERN: Pattern = { raw: '', text: '', glob: literalGlob('') };
const ROLES_ASKED_MAX = 500;
const ROLES_NAMED_MAX = 15;

/** What the holder can take today; none where others share the document or there are too many. */
function takeableRoles({ world, ref, subject, survey }: Place): string[] {
  const accounts = [...world.accounts.values()];
  const rolesTotal = accounts.reduce((total, one) => total + one.rolesByArn.size, 0);
  if (ref.kind !== 'inline' || rolesTotal > ROLES_ASKED_MAX) return [];
  const roles = accounts.flatMap(({ rolesByArn }) => [...rolesByArn.keys()]);
  const taken = roles.filter((role) => role !== subject && survey.canTake(subject, role));
  return taken.length <= ROLES_NAMED_MAX ? taken : [];
}
