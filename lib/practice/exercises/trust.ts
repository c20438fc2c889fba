import { ACME, LUMEN_AUDIT } from '../seed/accounts';
import { roleArn, rootArn, userArn } from '../seed/document';
import {
  cannotTake,
  cannotTakeByAnyMeans,
  canTake,
  namedIn,
  WITH_MFA,
  WITHOUT_MFA,
} from './checks';
import type { Check, Exercise } from './exercise';
import { STRANGER, type View } from './view';

const DEMO = roleArn(ACME.sandbox, 'demo-share');
const EXPORT = roleArn(ACME.archive, 'lumen-export');
const COLLECTOR = roleArn(LUMEN_AUDIT, 'collector');
const PUBLISH = roleArn(ACME.shared, 'gha-publish');
const APPROVE = roleArn(ACME.prod, 'release-approve');
const RELEASE_BOT = roleArn(ACME.tooling, 'release-bot');
const OPS_ADMIN = roleArn(ACME.prod, 'ops-admin');
const SECURITY_AUDIT = roleArn(ACME.security, 'security-audit');
const INVOICES = roleArn(ACME.billing, 'invoice-read');
const ELLA = userArn(ACME.people, 'ella');

const GITHUB = 'token.actions.githubusercontent.com';

const workflow = (says: string, sub: string, decision: 'allow' | 'deny'): Check => ({
  says,
  holds: (view) =>
    view.takes(
      { Federated: `arn:aws:iam::${ACME.shared}:oidc-provider/${GITHUB}` },
      PUBLISH,
      { context: { [`${GITHUB}:aud`]: 'sts.amazonaws.com', [`${GITHUB}:sub`]: sub } },
    ).decision === decision,
});

/** The external IDs that the trust asks the auditor for, in so many words. */
const externalIds = (view: View): string[] =>
  (view.couldTake({ AWS: COLLECTOR }, EXPORT).conditions ?? [])
    .filter(
      ({ effect, operator, key }) =>
        effect === 'Allow' &&
        operator === 'StringEquals' &&
        key.toLowerCase() === 'sts:externalid',
    )
    .flatMap(({ values }) => values);

export const TRUST_EXERCISES: readonly Exercise[] = [
  {
    id: 'close-public-trust',
    title: 'Close the public trust',
    accountId: ACME.sandbox,
    subject: DEMO,
    story:
      'demo-share was made for a talk. Its trust policy names everybody, so any account of AWS can assume it and read every bucket of Sandbox.',
    goal: 'Nobody outside Sandbox gets in; the workshop user of Sandbox still does.',
    hints: [
      'The trust policy says who may assume a role. Look at its Principal.',
      'A principal can be an account, a role or a user. Name what should come in.',
      `Replace "*" by the account (${rootArn(ACME.sandbox)}) or by the workshop user.`,
    ],
    readMore:
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html',
    checks: [
      cannotTakeByAnyMeans(
        'A stranger cannot assume demo-share, whatever the request carries.',
        STRANGER,
        DEMO,
      ),
      canTake(
        'workshop in Sandbox can assume it.',
        userArn(ACME.sandbox, 'workshop'),
        DEMO,
        WITH_MFA,
      ),
    ],
  },
  {
    id: 'vendor-external-id',
    title: 'Make the vendor trust safe',
    accountId: ACME.archive,
    subject: EXPORT,
    story:
      "Lumen Audit collects for many customers with one account. lumen-export asks for no external ID, so another of Lumen's customers could have Lumen fetch Acme's trail: the confused deputy.",
    goal: 'Lumen comes in with an external ID that belongs to this trust, and never without.',
    hints: [
      'The vendor sends the external ID with AssumeRole; the trust policy asks for it in a condition.',
      'Use StringEquals on sts:ExternalId with a value that is hard to guess.',
    ],
    readMore: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html',
    checks: [
      cannotTake('Lumen cannot come in without an external ID.', COLLECTOR, EXPORT),
      cannotTake('A guessed external ID is refused.', COLLECTOR, EXPORT, {
        params: { ExternalId: 'acme' },
      }),
      {
        says: 'With the right external ID Lumen still comes in.',
        holds: (view) =>
          externalIds(view).some(
            (ExternalId) =>
              view.takes({ AWS: COLLECTOR }, EXPORT, { params: { ExternalId } })
                .decision === 'allow',
          ),
      },
    ],
  },
  {
    id: 'pin-github',
    title: 'Pin the GitHub trust',
    accountId: ACME.shared,
    subject: PUBLISH,
    story:
      'gha-publish checks who the token is for, not whose it is. A workflow of any repository on GitHub can publish as Acme.',
    goal: 'Only workflows of acme/app on its main branch may publish.',
    hints: [
      'The subject of a GitHub token says which repository and branch it runs for.',
      `Add a condition on ${GITHUB}:sub.`,
      'The subject of the main branch reads repo:acme/app:ref:refs/heads/main.',
    ],
    readMore:
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html',
    checks: [
      workflow(
        "A stranger's repository is refused.",
        'repo:mallory/app:ref:refs/heads/main',
        'deny',
      ),
      workflow(
        'A pull request to acme/app is refused.',
        'repo:acme/app:pull_request',
        'deny',
      ),
      workflow(
        'The main branch of acme/app may publish.',
        'repo:acme/app:ref:refs/heads/main',
        'allow',
      ),
    ],
  },
  {
    id: 'deleted-principal',
    title: 'Sweep out a deleted principal',
    accountId: ACME.prod,
    subject: APPROVE,
    story:
      'A role that release-approve trusted was deleted. AWS shows its unique id (AROA…) instead of its ARN; nobody can be it again, and the next editor cannot tell who it was.',
    goal: 'The trust policy names release-bot and no unique id.',
    hints: [
      'Principals that begin with AROA or AIDA are roles and users that no longer exist.',
    ],
    readMore:
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids',
    checks: [
      {
        says: 'No principal of the trust is a unique id.',
        holds: (view) =>
          view.role(APPROVE) !== null &&
          !namedIn(view, APPROVE).some((name) => /^A(?:ROA|IDA)[A-Z0-9]+$/.test(name)),
      },
      {
        says: 'release-bot is still named.',
        holds: (view) => namedIn(view, APPROVE).includes(RELEASE_BOT),
      },
    ],
  },
  {
    id: 'name-the-caller',
    title: 'Name the caller, not the account',
    accountId: ACME.prod,
    subject: OPS_ADMIN,
    story:
      'ops-admin can do everything in Prod, and trusts the whole Security account: whoever can write a policy there can make themselves administrator here.',
    goal: 'security-audit in Security can assume ops-admin; the account as a whole is no longer trusted.',
    hints: [
      'Both accounts have a half: the trust policy in Prod, and an identity policy in Security.',
      `Trust ${SECURITY_AUDIT} instead of the account.`,
      `Give security-audit a policy that allows sts:AssumeRole on ${OPS_ADMIN}.`,
    ],
    readMore:
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html',
    checks: [
      {
        says: 'The trust names no account as a whole.',
        holds: (view) =>
          view.role(OPS_ADMIN) !== null &&
          !namedIn(view, OPS_ADMIN).some((name) => /^(?:\d{12}|\*|.*:root)$/.test(name)),
      },
      canTake(
        'security-audit can assume ops-admin.',
        SECURITY_AUDIT,
        OPS_ADMIN,
        WITH_MFA,
      ),
    ],
  },
  {
    id: 'ask-for-mfa',
    title: 'Ask for a second factor',
    accountId: ACME.billing,
    subject: INVOICES,
    story:
      'invoice-read shows the invoices of every account, and a password alone is enough to get there.',
    goal: 'Finance reads invoices with MFA, and not without.',
    hints: [
      'The trust policy can ask for aws:MultiFactorAuthPresent.',
      'Use Bool, not BoolIfExists: with long-term keys the key is absent, and IfExists would let them in.',
    ],
    readMore:
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html',
    checks: [
      cannotTake('With keys alone ella is refused.', ELLA, INVOICES),
      cannotTake(
        'In a session without MFA ella is refused.',
        ELLA,
        INVOICES,
        WITHOUT_MFA,
      ),
      canTake('With MFA ella can assume invoice-read.', ELLA, INVOICES, WITH_MFA),
    ],
  },
];
