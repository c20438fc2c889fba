import type { ParsedStatement } from '../../parse/policy';
import { letsEntry } from '../ask/callers';
import { conditionsOn, isStrict } from '../conditions';
import { demand, moveKey, setCondition } from '../edit/condition-block';
import { fixWith } from '../edit/outcome';
import { changeAll, changeFor } from '../edit/principal-block';
import {
  accountOfEntry,
  allowsAws,
  isAssumeAllow,
  outsiderAccounts,
  outsiderEntries,
} from '../principals';
import { type Place, statementRule } from '../rule';

const KEY = 'sts:ExternalId';

/** STS refuses `<` in an external ID, so nobody can pass this one. */
const placeholderOf = (accountId: string): string =>
  `<external ID that ${accountId} gave you>`;

/** A vendor without an external ID can be tricked into using the role for somebody else. */
export const thirdPartyWithoutExternalId = statementRule(
  'trust-third-party-no-external-id',
  ['trust'],
  allowsAws,
  (place, statement) => {
    const isAsked = conditionsOn(statement, KEY).length > 0;
    if (!isAssumeAllow(statement) || isAsked) return null;
    const entries = outsiderEntries(place.world, statement).filter((entry) =>
      letsEntry(place, statement, entry, { absentKeys: [KEY] }),
    );
    const [stranger] = entries.map(accountOfEntry);
    if (!stranger) return null;
    return {
      message: `Account ${stranger} is outside your organisation: ask it for an external ID and demand it.`,
      about: stranger,
      fix: () => {
        const known = knownIdOf(place, stranger);
        const document = changeFor(place, statement, { kind: 'AWS', entries }, (source) =>
          demand(source, 'StringEquals', KEY, known ?? placeholderOf(stranger)),
        );
        const note = known
          ? `Account ${stranger} has to pass the external ID that another role demands of it already: check that it is the one it uses for you.`
          : `Account ${stranger} gets in with an external ID only: put in the one that it issued to you, until then it stays out.`;
        return fixWith(document, note);
      },
    };
  },
);

/** The external ID that other roles demand of an account, when they agree. */
function knownIdOf({ survey }: Place, accountId: string): string | null {
  const ids = survey
    .externalIds()
    .filter(({ accounts }) => accounts.includes(accountId))
    .map(({ externalId }) => externalId);
  const [first = null] = ids;
  const isClear = first !== null && !/[*?$<]/.test(first);
  return isClear && ids.every((id) => id === first) ? first : null;
}

/** An external ID that is asked for, and yet a caller gets in without the right one. */
export const externalIdBypass = statementRule(
  'external-id-bypass',
  ['trust'],
  (statement) => conditionsOn(statement, KEY).length > 0,
  (place, statement) => {
    if (!isAssumeAllow(statement)) return null;
    const mayOmit = lets(place, statement, { absentKeys: [KEY] });
    const mayInvent = lets(place, statement, { context: { [KEY]: '_zq.another.id_' } });
    if (!mayOmit && !mayInvent) return null;
    return {
      message: mayOmit
        ? 'A caller who leaves the external ID out gets in: demand it with StringEquals.'
        : 'Every external ID is good enough: demand the right one with StringEquals.',
      about: '',
      fix: () =>
        fixWith(
          changeAll(place, statement, (source) => demandId(statement, source, place)),
          'The external ID has to be passed and to be right: check the value, and put it in where it says so.',
        ),
    };
  },
);

function lets(
  place: Place,
  statement: ParsedStatement,
  ask: Parameters<typeof letsEntry>[3],
): boolean {
  const { aws = [], isEveryone = false } = statement.principal ?? {};
  const entries = isEveryone ? ['*'] : aws;
  return entries.some((entry) => letsEntry(place, statement, entry, ask));
}

/** The weak demand made a strong one; one that names no value at all is joined by one that does. */
function demandId(
  statement: ParsedStatement,
  source: ReturnType<typeof setCondition>,
  place: Place,
): ReturnType<typeof setCondition> {
  const weak = conditionsOn(statement, KEY).find(
    ({ operator, values }) =>
      operator.compare !== null &&
      !operator.isNegated &&
      values.length > 0 &&
      values.every(({ raw }) => !/^[*?]*$/.test(raw)),
  );
  const moved =
    weak &&
    moveKey(source, { from: weak.operator.name, to: weak.operator.base, key: KEY });
  const [vendor = 'your partner'] = outsiderAccounts(place.world, statement);
  return moved || demand(source, 'StringEquals', KEY, placeholderOf(vendor));
}

/** One external ID for two vendors: what one of them knows opens the role of the other. */
export const externalIdShared = statementRule(
  'external-id-shared',
  ['trust'],
  (statement) => conditionsOn(statement, KEY).length > 0,
  (place, statement) => {
    const accounts = outsiderAccounts(place.world, statement);
    if (!isAssumeAllow(statement) || accounts.length === 0) return null;
    const asked = conditionsOn(statement, KEY).filter(isStrict);
    const ids = asked.flatMap(({ values }) => values.map(({ raw }) => raw));
    const other = place.survey
      .externalIds()
      .find(
        (one) =>
          ids.includes(one.externalId) &&
          !one.accounts.some((accountId) => accounts.includes(accountId)),
      );
    const [vendor = '', stranger = ''] = [accounts[0], other?.accounts[0]];
    if (!other) return null;
    return {
      message: `Account ${vendor} has the same external ID as account ${stranger}: ask it for one of its own.`,
      about: `account ${stranger}`,
      fix: () =>
        fixWith(
          changeAll(place, statement, (source) =>
            asked.reduce(
              (next, { operator }) =>
                setCondition(next, operator.name, KEY, placeholderOf(vendor)),
              source,
            ),
          ),
          `Account ${vendor} is kept out until you put in the external ID that it issued to you alone.`,
        ),
    };
  },
);
