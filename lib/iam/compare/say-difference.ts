import { parseArn } from '@/lib/core/arn';
import { sayList, sayValue } from '../explain/list-words';
import type { Principal } from '../question';
import type { Difference } from './compare-policies';
import { isHeldPlace, type Place } from './place';
import {
  isSomebodyElse,
  isStranger,
  UNNAMED_PROVIDER,
  UNNAMED_SERVICE,
} from './principals-worth-asking';
import { OTHER } from './samples';
import { isMadeUp } from './stage';

/**
 * One question that two documents answer differently, as a sentence: what is asked, by whom,
 * with which values of keys, and both answers.
 *
 * @param place of the documents; names that `stagesFor` made up are said in words
 */
export function sayDifference(difference: Difference, place: Place): string {
  const { question, before, after } = difference;
  const { action, principal, resource } = question;
  const what = `${sayAction(action)} on ${sayResource(resource, place)}`;
  const who = `asked by ${sayWho(principal, place)}${sayContext(difference)}`;
  const answers = `${sayAnswer(before, difference)} before, ${sayAnswer(after, difference)} after`;
  return `${what}, ${who}: ${answers}.`;
}

const sayAction = (action: string): string => {
  const [service, name] = action.split(':');
  return name === 'Unnamed' ? `an action of ${service} that neither names` : action;
};

function sayResource(resource: string, { kind }: Place): string {
  if (kind === 'trust') return 'the role';
  if (kind === 'key') return 'the key';
  return resource === '*' ? 'nothing in particular' : resource.replaceAll(OTHER, 'other');
}

function sayWho(principal: Principal, place: Place): string {
  if (principal === '*') return 'anybody, unsigned';
  if ('Service' in principal) {
    const { Service } = principal;
    return Service === UNNAMED_SERVICE
      ? 'a service that neither names'
      : `the service ${Service}`;
  }
  if ('Federated' in principal) {
    const { Federated } = principal;
    return Federated.endsWith(UNNAMED_PROVIDER)
      ? 'a sign-in that neither names'
      : `a sign-in through ${Federated}`;
  }
  return sayArn(principal.AWS, place);
}

function sayArn(arn: string, place: Place): string {
  const { accountId = '', resource = '' } = parseArn(arn) ?? {};
  if (isHeldPlace(place)) return sayHolder(resource, place);
  const where = isStranger(accountId)
    ? 'an account that neither names'
    : `account ${accountId}`;
  if (isMadeUp(arn, place)) return 'somebody else of the own account';
  if (isSomebodyElse(arn)) return `somebody else of ${where}`;
  if (resource === 'root') return `the root user of ${where}`;
  const [kind, ...names] = resource.split('/');
  const name = names.at(-1);
  if (kind === 'assumed-role') return `session ${name} of role ${names[0]} of ${where}`;
  return `${kind} ${name} of ${where}`;
}

function sayHolder(resource: string, { kind }: Place): string {
  const [entity] = resource.split('/');
  if (kind === 'session') return 'the session';
  return kind === 'scp' ? `a ${entity} of the account` : `a ${entity} that has it`;
}

/** What the request says where that counts. */
function sayContext({ question, context }: Difference): string {
  const values = { ...question.context, ...context };
  const given = Object.entries(values).map(
    ([key, value]) => `${key} ${sayList([value].flat().map(sayValue), 'and')}`,
  );
  const absent = (question.absentKeys ?? []).map((key) => `no ${key}`);
  const all = [...given, ...absent];
  return all.length > 0 ? ` with ${sayList(all, 'and')}` : '';
}

type Answer = Difference['before'];

/** Where no value of a key shows it, it shows in what the answer hangs on. */
const sayAnswer = ({ decision, isAllowed }: Answer, { context }: Difference): string =>
  context === null && decision === 'conditional'
    ? 'open'
    : isAllowed
      ? 'allowed'
      : 'denied';
