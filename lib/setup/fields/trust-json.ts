import { nameOfArn, parseArn } from '@/lib/core/arn';
import { cleanTyped } from '@/lib/core/clean-typed';
import { saySome } from '@/lib/iam/explain/list-words';
import { cleanPastedJson } from '@/lib/iam/parse/clean-pasted';
import type { JsonObject } from '@/lib/iam/parse/values';
import { sayProblem } from '@/lib/iam/validate/say-problem';
import { validatePolicyDocument } from '@/lib/iam/validate/validate-policy-document';
import { BLANK_ROLE_NAME } from '../blank/follow-draft';
import { policyObject } from '../blank/policy-object';
import { principalsLetIn } from '../blank/principals-let-in';
import { formIn, ownStatement } from '../blank/read-trust';
import { guardsApart } from '../blank/same-form';
import { formOf, type TrustForm } from '../blank/trust-form';
import { GUARDS } from '../guards/guard-table';
import type { DraftFields } from '../schema';
import type { KnownWorld } from '../world/load-world';
import { principalsNamed, sayAbsent } from './absent-principal';
import { empty, type Field, right, wrong } from './field';
import { isAdministrative } from './is-administrative';
import { TRUSTS_EVERYBODY } from './principals';

const OTHERS_NAMED_MAX = 5;

// The end of a crossing closes its role, and would leave this standing: no end date can allow it.
const MAKES_ADMINISTRATOR =
  'This makes an administrator of whoever gets it, in their own account, or leads to it. Allow sts:AssumeRole on the role alone.';

/** A policy that was written by hand, cleaned of what web pages add. */
export type HandWritten = { text: string; cleaned: string[] };

/**
 * The trust policy as it was written. What the form says has to stand in it, or a guard that
 * somebody turned on would not be there.
 */
export function resolveTrustJson(
  fields: DraftFields,
  world: KnownWorld,
): Field<HandWritten> {
  const { text, removed } = cleanPastedJson(fields.trustJson);
  if (text === '') return empty;
  const read = policyObject(text);
  if (!read.ok) return wrong(read.message);
  const { statements } = read;
  const form = formIn(ownStatement(statements));
  const openAt = statements.findIndex((one) => principalsLetIn(one).includes('*'));
  if (openAt >= 0)
    return wrong(sayProblem({ message: TRUSTS_EVERYBODY, statementIndex: openAt }));
  // A policy for nobody is not ready yet, and the form says so.
  if (form.principals.length > 0) {
    // How long it may be is a quota of the account, and the plan knows it.
    const [problem] = validatePolicyDocument(text, 'trust').filter(
      ({ code }) => code !== 'too-long',
    );
    if (problem) return wrong(sayProblem(problem));
  }
  const refusal =
    sayApart(form, formOf(fields)) ?? sayNobody(fields, form, statements, world);
  return refusal
    ? wrong(refusal)
    : right({ text, cleaned: removed }, sayOthers(form, statements));
}

/** The trusted half's policy; null where none is to be written. */
export function resolveAssumeJson({
  assumeJson,
}: DraftFields): Field<HandWritten | null> {
  const { text, removed } = cleanPastedJson(assumeJson);
  if (text === '') return right(null);
  // What is no JSON, or has a key twice, is refused below as well, but without its line.
  const read = policyObject(text);
  if (!read.ok) return wrong(read.message);
  const [problem] = validatePolicyDocument(text, 'identity');
  if (problem) return wrong(sayProblem(problem));
  return isAdministrative(text)
    ? wrong(MAKES_ADMINISTRATOR)
    : right({ text, cleaned: removed });
}

/** Whom AWS would not find. Those of the form are told beside it; the role itself comes first. */
function sayNobody(
  { trustingAccount, roleName }: DraftFields,
  { principals }: TrustForm,
  statements: JsonObject[],
  world: KnownWorld,
): string | null {
  const name = cleanTyped(roleName) || BLANK_ROLE_NAME;
  const isNew = (arn: string) =>
    parseArn(arn)?.accountId === cleanTyped(trustingAccount) &&
    arn.includes(':role/') &&
    nameOfArn(arn) === name;
  const others = new Set(statements.flatMap(principalsNamed));
  const absent = [...others]
    .filter((arn) => !principals.includes(arn) && !isNew(arn))
    .flatMap((arn) => sayAbsent(arn, world) ?? []);
  return absent[0] ?? null;
}

/** Whom the policy lets in without the form, which alone is planned for. */
function sayOthers({ principals }: TrustForm, statements: JsonObject[]): string | null {
  const all = new Set(statements.flatMap(principalsLetIn));
  const others = [...all].filter((one) => !principals.includes(one));
  return others.length === 0
    ? null
    : `This policy also lets in ${saySome(others, OTHERS_NAMED_MAX, 'and')}. The form does not show them: they are not among those who gain.`;
}

function sayApart(json: TrustForm, form: TrustForm): string | null {
  const [name] = guardsApart(json, form);
  if (name && form.guards[name] !== undefined)
    return `The guard ${GUARDS[name].label} does not stand in this policy: a condition of its own is in that place. Change it here, or turn the guard off.`;
  return name || json.principals.join('\n') !== form.principals.join('\n')
    ? 'The form and this policy say different things. Change one of them once more, and the other follows.'
    : null;
}
