import type { AssumeRoleWithSAMLCommandInput } from '@aws-sdk/client-sts';
import { parseArn } from '@/lib/core/arn';
import { DEFAULT_SESSION_SECONDS } from '@/lib/core/duration';
import type { Given } from '../operation';
import type { SamlFields } from '../saml/saml-fields';
import { AwsError, validationError } from '../wire/aws-error';
import { authorizeFederated } from './authorize-federated';
import { federatedParams, federatedSession } from './federated-session';
import { checkRoleArn } from './open-session';
import {
  hasRole,
  samlDuration,
  samlKeys,
  samlSessionClaims,
  samlSessionName,
} from './saml-claims';
import { type Bearer, occasionOf, type Unsigned } from './unsigned';
import {
  checkSamlProvider,
  findSamlResponse,
  verifySamlResponse,
} from './verify-saml-response';

type Input = Given<AssumeRoleWithSAMLCommandInput>;

const ACTION = 'sts:AssumeRoleWithSAML';

/** Ends no later than the identity provider says. */
function secondsOf(fields: SamlFields, asked: number | undefined, nowMs: number): number {
  const seconds = asked ?? samlDuration(fields) ?? DEFAULT_SESSION_SECONDS;
  if (fields.sessionNotOnOrAfter === '') return seconds;
  return Math.min(seconds, (Date.parse(fields.sessionNotOnOrAfter) - nowMs) / 1000);
}

function checkArns({ RoleArn, PrincipalArn }: Input): void {
  checkRoleArn(RoleArn);
  const provider = parseArn(PrincipalArn);
  if (provider?.service !== 'iam' || !/^saml-provider\/.+/.test(provider.resource))
    throw validationError(`${PrincipalArn} is invalid`);
}

/** Refuses a role that the identity provider did not give. */
function checkRole(fields: SamlFields, { RoleArn, PrincipalArn }: Input): void {
  if (hasRole(fields, RoleArn, PrincipalArn)) return;
  throw new AwsError('AccessDenied', `Not authorized to perform ${ACTION}`, 403);
}

/** @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithSAML.html */
export async function assumeRoleWithSaml(call: Unsigned, input: Input) {
  checkArns(input);
  const { RoleArn, PrincipalArn } = input;
  const found = await findSamlResponse(call.worlds, input.SAMLAssertion);
  const { fields, live } = found;
  const at = occasionOf(call, live);
  const bearer: Bearer = {
    live,
    accountId: parseArn(RoleArn)?.accountId ?? '',
    principal: `${fields.issuer}:${fields.nameId}`,
    sessionName: null,
  };
  await call.comesFrom(bearer, RoleArn);
  checkSamlProvider(live.state, PrincipalArn, found);
  verifySamlResponse(found, at.nowMs);
  const sessionName = samlSessionName(fields);
  const carried = samlSessionClaims(fields);
  const keys = samlKeys(fields, PrincipalArn);
  checkRole(fields, input);
  authorizeFederated(at, {
    action: ACTION,
    bearer,
    provider: PrincipalArn,
    roleArn: RoleArn,
    context: keys.asked,
    params: federatedParams(sessionName, carried),
  });
  const opened = federatedSession(at, input, {
    sessionName,
    seconds: secondsOf(fields, input.DurationSeconds, at.nowMs),
    carried,
    federation: { provider: PrincipalArn, keys: keys.kept },
  });
  return {
    ...opened,
    Subject: fields.nameId,
    SubjectType: keys.subjectType,
    Issuer: fields.issuer,
    Audience: fields.recipient,
    NameQualifier: keys.nameQualifier,
  };
}
