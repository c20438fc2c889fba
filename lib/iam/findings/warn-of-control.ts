import { RCP_SERVICES } from '../evaluate/rcp-services';
import { sayList } from '../explain/list-words';
import { matchAction } from '../match/match-action';
import type { ParsedStatement } from '../parse/policy';
import { holdsFor } from './control-callers';
import { isOnEverything } from './warn-of-power';

export type ControlWarning = { statementIndex: number; code: string; message: string };

type Warning = Omit<ControlWarning, 'statementIndex'>;
type Kind = 'scp' | 'rcp';

/** A statement of an organization's policy, and the organization that the policy names. */
type Place = { kind: Kind; statement: ParsedStatement; orgId: string | null };

/**
 * What a service or resource control policy does that its author may not mean: statements that
 * never act, and denials that reach services, programs, sign-ins or everybody.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_authorization_policies.html
 */
export function warnOfControl(
  statements: ParsedStatement[],
  kind: Kind,
): ControlWarning[] {
  const orgId = orgIdIn(statements);
  return statements
    .filter(({ isUsable }) => isUsable)
    .flatMap((statement) => {
      const place: Place = { kind, statement, orgId };
      return warningsOf(place).map((warning) => ({
        ...warning,
        statementIndex: statement.index,
      }));
    });
}

function warningsOf(place: Place): Warning[] {
  const idle = noEffect(place);
  if (idle) return [idle];
  if (place.statement.effect === 'Allow') return [];
  const { kind, statement, orgId } = place;
  // Nobody is forgotten where everybody is meant.
  const isForAll = CALLERS[kind].every(
    (caller) => holdsFor(caller, statement, orgId) === true,
  );
  const some = isForAll
    ? [deniesEverybody(place)]
    : [deniesServices(place), deniesSignIns(place), deniesPrograms(place)];
  return [...some, outOfReach(place)].filter((warning) => warning !== null);
}

/** The organization that conditions compare with, where they name a single one. */
function orgIdIn(statements: ParsedStatement[]): string | null {
  const named = statements
    .flatMap(({ conditions }) => conditions)
    .filter(({ key }) => /^aws:(?:principal|resource|source)orgid$/i.test(key))
    .flatMap(({ values }) => values.map(({ raw }) => raw))
    .filter((raw) => /^o-[a-z0-9]{10,32}$/.test(raw));
  const [first = null, ...others] = new Set(named);
  return others.length === 0 ? first : null;
}

const CALLERS = {
  scp: ['member'],
  rcp: ['member', 'stranger', 'service', 'federated'],
} as const;

function noEffect({ kind, statement, orgId }: Place): Warning | null {
  const isIdle = CALLERS[kind].every(
    (caller) => holdsFor(caller, statement, orgId) === false,
  );
  if (!isIdle) return null;
  const does = statement.effect === 'Deny' ? 'denies' : 'lets through';
  const whom =
    kind === 'scp'
      ? "A service control policy meets users and roles of the organisation's accounts only, and none of them"
      : 'No caller that a resource control policy meets';
  return {
    code: 'no-effect',
    message: `This statement ${does} nothing. ${whom} can fulfil its conditions: check their keys and values.`,
  };
}

const covers = ({ action }: ParsedStatement, name: string): boolean =>
  matchAction(action, name.toLowerCase());

const namesKey = ({ conditions }: ParsedStatement, name: RegExp): boolean =>
  conditions.some(({ key }) => name.test(key));

const SIGN_INS = ['sts:AssumeRoleWithWebIdentity', 'sts:AssumeRoleWithSAML'];

function deniesEverybody({ kind, statement }: Place): Warning | null {
  const { resource } = statement;
  // NotResource leaves something out, and its author knows what.
  if (resource?.isNegated !== false || !isOnEverything(statement)) return null;
  const what = wholeOf(statement, kind);
  if (what === null) return null;
  const whom =
    kind === 'scp'
      ? 'everybody in the accounts it is attached to, root users included'
      : 'everybody, users of the accounts themselves and services included';
  return {
    code: 'denies-everybody',
    message: `This denies ${what} to ${whom}: add a Condition that says who is meant, or name the actions.`,
  };
}

/**
 * What is denied as a whole; null where only some actions are. A service control policy takes
 * services away on purpose, but hardly STS.
 */
function wholeOf(statement: ParsedStatement, kind: Kind): string | null {
  const { action } = statement;
  if (action.isNegated) return null;
  const texts = action.patterns.map(({ text }) => text);
  if (texts.some((text) => /^(?:\*|\*:\*)$/.test(text))) return 'every action';
  const whole = texts
    .filter((text) => text.endsWith(':*'))
    .map(prefixOf)
    .filter((service) => kind === 'rcp' || service.toLowerCase() === 'sts');
  if (whole.length > 0) return `everything in ${sayList(whole, 'and')}`;
  return covers(statement, 'sts:AssumeRole') ? 'sts:AssumeRole on every role' : null;
}

const prefixOf = (text: string): string => text.slice(0, text.indexOf(':'));

/** A perimeter by organization keeps services out: they belong to none. */
function deniesServices({ kind, statement, orgId }: Place): Warning | null {
  const isMeant = namesKey(statement, /^aws:principalisawsservice$/i);
  if (kind === 'scp' || isMeant || holdsFor('service', statement, orgId) !== true)
    return null;
  const roles = covers(statement, 'sts:AssumeRole')
    ? ', so none can take a role either'
    : '';
  return {
    code: 'denies-services',
    message: `This denies services of AWS as well, which belong to no organisation${roles}: add BoolIfExists with aws:PrincipalIsAWSService "false".`,
  };
}

function deniesSignIns({ kind, statement, orgId }: Place): Warning | null {
  const actions = SIGN_INS.filter((name) => covers(statement, name));
  const isDenied = holdsFor('federated', statement, orgId) === true;
  if (kind === 'scp' || actions.length === 0 || !isDenied) return null;
  return {
    code: 'denies-sign-ins',
    message: `This denies every sign-in by ${sayList(actions, 'and')} as well, since who signs in has no account yet: leave these actions to a statement of their own.`,
  };
}

/** A demand for MFA that the sessions of programs can never fulfil. */
function deniesPrograms({ kind, statement, orgId }: Place): Warning | null {
  const isOfMfa = namesKey(statement, /^aws:multifactorauth/i);
  if (kind === 'rcp' || !isOfMfa || holdsFor('workload', statement, orgId) !== true)
    return null;
  return {
    code: 'denies-programs',
    message:
      'This denies every role that a program uses as well, since its sessions never have MFA: except those roles by aws:PrincipalArn.',
  };
}

/** Services that resource control policies do not reach. */
function outOfReach({ kind, statement: { action } }: Place): Warning | null {
  if (kind === 'scp' || action.isNegated) return null;
  const services = action.patterns.map(({ text }) => prefixOf(text));
  const beyond = [...new Set(services)].filter((service) => !RCP_SERVICES.has(service));
  return beyond.length > 0
    ? {
        code: 'out-of-reach',
        message: `Resource control policies do not reach ${sayList(beyond, 'and')}, so this does nothing there: see AWS's list of services that support them.`,
      }
    : null;
}
