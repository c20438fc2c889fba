export type Severity = 'critical' | 'high' | 'medium' | 'low';

/** What the reasons below are filled with. */
type Words = {
  /** The subject in a sentence: `role Vendor`. */
  subject: string;
  /** What the case is about: an account, an issuer, a service, a key. */
  about: string;
};

type Entry = {
  severity: Severity;
  /** Why it matters: what somebody could do with it. */
  why: (words: Words) => string;
};

/** Every finding there is, with its weight and its reason. What makes one is in `rules/`. */
export const CATALOGUE = {
  'trust-public': {
    severity: 'critical',
    why: ({ subject }) =>
      `Anybody can open an AWS account, take ${subject} from it and do all that it may do.`,
  },
  'trust-third-party-no-external-id': {
    severity: 'high',
    why: ({ subject, about }) =>
      `Another customer of account ${about} who learns the ARN of ${subject} can have that account use it on their behalf.`,
  },
  'external-id-bypass': {
    severity: 'high',
    why: ({ subject }) =>
      `The external ID should tell your requests from those of other customers, and here ${subject} is taken without yours.`,
  },
  'external-id-shared': {
    severity: 'medium',
    why: ({ subject, about }) =>
      `Whoever knows the external ID from one vendor knows it for the other too, so it no longer protects ${subject} from ${about}.`,
  },
  'forallvalues-allow-bypass': {
    severity: 'high',
    why: ({ subject, about }) =>
      `A caller gets what this statement of ${subject} allows by leaving ${about} out of the request.`,
  },
  'oidc-missing-sub': {
    severity: 'critical',
    why: ({ subject, about }) =>
      `Somebody else's workload takes ${subject} with a genuine token of ${about}.`,
  },
  'oidc-missing-aud': {
    severity: 'medium',
    why: ({ subject, about }) =>
      `A service that was given a token of ${about} for its own use can pass it on and take ${subject}.`,
  },
  'oidc-wide-sub': {
    severity: 'high',
    why: ({ subject, about }) =>
      `A stranger names an organisation, group or namespace so that it fits ${about}, and takes ${subject}.`,
  },
  'saml-missing-aud': {
    severity: 'medium',
    why: ({ subject, about }) =>
      `An assertion that ${about} made for another application can be replayed to take ${subject}.`,
  },
  'federated-provider-missing': {
    severity: 'medium',
    why: ({ subject, about }) =>
      `Nobody signs in by ${about} today, and whoever may create that provider decides who takes ${subject}.`,
  },
  'action-principal-mismatch': {
    severity: 'medium',
    why: ({ subject, about }) =>
      `The access that ${about} should have to ${subject} does not work, though the policy reads as if it did.`,
  },
  'literal-wildcard': {
    severity: 'medium',
    why: ({ subject, about }) =>
      `The condition on ${about} does not fit what its author meant, so ${subject} is more open or more closed than it looks.`,
  },
  'trust-dangling-principal': {
    severity: 'low',
    why: ({ subject }) =>
      `Reviewers of ${subject} see an access that no longer exists, and a new user or role of the old name does not get it back.`,
  },
  'trust-missing-principal': {
    severity: 'medium',
    why: ({ subject, about }) =>
      `Whoever may create ${about} gives themselves ${subject} with it.`,
  },
  'trust-whole-account': {
    severity: 'low',
    why: ({ subject, about }) =>
      `Whoever may write policies in account ${about} decides who takes ${subject}, without asking you.`,
  },
  'invalid-principal-wildcard': {
    severity: 'medium',
    why: ({ subject }) =>
      `The access that the pattern should give to ${subject} does not work, and AWS refuses to save it.`,
  },
  'variable-in-2008-version': {
    severity: 'medium',
    why: ({ subject, about }) =>
      `The text ${about} is compared as it is written, so the statement of ${subject} fits almost no request.`,
  },
  'mfa-bool-deny-ineffective': {
    severity: 'medium',
    why: ({ subject }) =>
      `A stolen access key works without MFA on what ${subject} should protect.`,
  },
  'mfa-ifexists-bypass': {
    severity: 'medium',
    why: ({ subject }) =>
      `A stolen access key gets what this statement of ${subject} allows, without MFA.`,
  },
  'bucket-public': {
    severity: 'critical',
    why: ({ subject, about }) =>
      `Strangers can call ${about} on ${subject}: the data leaks, or theirs takes its place.`,
  },
  'notprincipal-allow': {
    severity: 'critical',
    why: ({ subject, about }) =>
      `Everybody in the world but the few that are listed can call ${about} on ${subject}.`,
  },
  'kms-public': {
    severity: 'critical',
    why: ({ subject, about }) =>
      `Strangers with an AWS account can call ${about} with ${subject}, and what it protects is theirs.`,
  },
  'kms-no-account-delegation': {
    severity: 'medium',
    why: ({ subject }) =>
      `When the principals that the policy of ${subject} names are gone, nobody can use or manage it, and what it encrypts is lost.`,
  },
  'service-trust-no-source-guard': {
    severity: 'low',
    why: ({ subject, about }) =>
      `Somebody in another account can point ${about} at ${subject} and have it act there for them.`,
  },
  'admin-role-external-trust': {
    severity: 'high',
    why: ({ subject, about }) =>
      `Whoever breaks into ${about} owns your account as well, because ${subject} may do everything in it.`,
  },
  'self-assume-not-trusted': {
    severity: 'low',
    why: ({ subject }) =>
      `A program that renews its session by taking ${subject} again fails with AccessDenied.`,
  },
  'notaction-allow-sts': {
    severity: 'medium',
    why: ({ subject }) =>
      `Whoever is in ${subject} can take every role that trusts the account, the more powerful ones too.`,
  },
  'assume-any-role': {
    severity: 'medium',
    why: ({ subject }) =>
      `Whoever is in ${subject} can take every role that trusts the account, those made tomorrow too.`,
  },
  'malformed-policy': {
    severity: 'medium',
    why: ({ subject }) =>
      `Nothing that this document of ${subject} allows or denies has any effect.`,
  },
  'unknown-operator': {
    severity: 'medium',
    why: ({ subject, about }) =>
      `People rely on grants of ${subject} that ${about} keeps from working.`,
  },
  'unreadable-address': {
    severity: 'medium',
    why: ({ subject, about }) =>
      `People rely on grants of ${subject} that ${about} keeps from working.`,
  },
} as const satisfies Record<string, Entry>;

export type FindingCode = keyof typeof CATALOGUE;
