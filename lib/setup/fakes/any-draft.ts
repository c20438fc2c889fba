import fc from 'fast-check';
import { followDraft } from '../blank/follow-draft';
import { DraftFields, type RecipeId } from '../schema';
import { allow, policyOf } from './any-policy';
import { CORP, EKS_HOST } from './any-world';
import { CI, DATA, ORG_ID, TOOLING } from './inventory';

export const VENDOR = '999900001111';
const ANNA = `arn:aws:iam::${TOOLING}:user/anna`;
const READER = `arn:aws:iam::${DATA}:role/Data-Reader`;

/** A value for each guard, as it is typed. */
const GUARDS: [keyof DraftFields, Partial<DraftFields>][] = [
  ['requireMfa', {}],
  ['requireMfaAge', { mfaAgeMinutes: '30' }],
  ['requireExternalId', { externalId: 'acme-42' }],
  ['requireOrganization', { organizationId: ORG_ID }],
  ['requireSourceIp', { sourceIps: '203.0.113.0/24' }],
  ['requireVpc', { vpcs: 'vpc-0a1b2c3d' }],
  ['requireEnd', { endsAt: '2027-01-31T00:00:00Z' }],
  ['requireSessionName', { sessionNames: 'ci-* ops' }],
  ['requireSourceIdentity', { sourceIdentities: 'db-*' }],
  ['requireSessionTags', { sessionTags: 'team=a|b, ticket' }],
  ['requirePrincipalTags', { principalTags: 'team=web|api' }],
];

const guards = fc
  .subarray(GUARDS, { maxLength: 3 })
  .map(
    (on): Partial<DraftFields> =>
      Object.fromEntries(
        on.flatMap(([toggle, value]) => [[toggle, true], ...Object.entries(value)]),
      ),
  );

/** Permissions that are typed, and one thing that each allows. */
export const TYPED = {
  bucket: JSON.stringify(
    policyOf(
      allow(['s3:GetObject', 's3:PutObject'], { Resource: 'arn:aws:s3:::app-logs/*' }),
    ),
  ),
  instances: JSON.stringify(policyOf(allow('ec2:DescribeInstances'))),
  /** The bucket is of the other account, and lets nobody in. */
  foreign: JSON.stringify(
    policyOf(allow('s3:GetObject', { Resource: 'arn:aws:s3:::metrics/*' })),
  ),
};

const who = fc.constantFrom(ANNA, CI, `arn:aws:iam::${TOOLING}:group/ops`);
const trustScope = fc.constantFrom('named' as const, 'account' as const);
const access = fc.constantFrom(...(['read', 'write', 'both', 'all'] as const));
const prefix = fc.constantFrom('', 'logs/*');
const inBucket = fc.record({ bucket: fc.constant('app-logs'), access, prefix });
const typed = fc.record({
  access: fc.constant('custom' as const),
  vendorMay: fc.constant('custom' as const),
  customPolicy: fc.constantFrom(TYPED.instances, TYPED.foreign),
  trustingAccount: fc.constant(DATA),
});
const may = fc.oneof(inBucket, inBucket, typed);
const whole = fc.record({
  managedPolicies: fc.constantFrom('ops', 'narrow', '', 'ops\nReadOnlyAccess'),
  customPolicy: fc.constantFrom(TYPED.instances, TYPED.foreign, ''),
  boundary: fc.constantFrom('', '', 'narrow'),
  trustingAccount: fc.constant(DATA),
});

type Some = fc.Arbitrary<Partial<DraftFields>>;
const merged = (...parts: Some[]): Some =>
  fc.tuple(...parts).map((all) => Object.assign({}, ...all) as Partial<DraftFields>);
const fixed = (fields: Partial<DraftFields>): Some => fc.constant(fields);

const shared: Some = fc.oneof(
  inBucket,
  fixed({ bucket: 'app-logs', access: 'custom', customPolicy: TYPED.bucket }),
);

/** Any draft of each recipe, complete as far as the world allows. */
const ANY_DRAFT: Record<RecipeId, Some> = {
  'share-bucket': merged(fc.record({ who, trustScope }), shared),
  'workload-bucket': merged(
    fc.record({
      workload: fc.constantFrom('ec2' as const, 'lambda' as const, 'existing' as const),
      trustedAccount: fc.constant(TOOLING),
      who: fc.constant(CI),
    }),
    inBucket,
  ),
  'bucket-policy': merged(fc.record({ who: fc.constantFrom(ANNA, CI) }), inBucket),
  people: merged(fc.record({ who, trustScope }), whole),
  vendor: merged(fixed({ vendorAccount: VENDOR, externalId: 'lum-7Q4c' }), may),
  'ci-oidc': merged(fixed({ repository: 'acme/shop', runName: 'main' }), may),
  eks: merged(
    fixed({
      issuerUrl: `https://${EKS_HOST}`,
      namespace: 'payments',
      serviceAccount: 'api',
    }),
    may,
  ),
  'aws-service': merged(
    fc.record({
      service: fc.constantFrom('states.amazonaws.com', 'lambda.amazonaws.com'),
      sourceGuard: fc.constantFrom('account' as const, 'none' as const),
    }),
    may,
  ),
  saml: merged(
    fc.oneof(
      fixed({ samlProvider: CORP }),
      fixed({ samlProvider: CORP, samlPeople: 'subject', samlValue: 'anna' }),
    ),
    may,
  ),
  'identity-center': merged(
    fixed({
      accessApplication: `arn:aws:account-access:eu-west-1:${DATA}:application/aam-1`,
    }),
    may,
  ),
  blank: merged(
    fc.record({
      principals: fc.constantFrom(ANNA, CI, `${ANNA}\n${CI}`, VENDOR, TOOLING, READER),
      roleName: fc.constant('x-hand'),
      sameAccount: fc.constant(DATA),
    }),
    whole,
  ),
};

/** The same with guards, and what follows from them where the JSON is written by hand. */
export const anyDraft = (recipe: RecipeId): fc.Arbitrary<DraftFields> =>
  fc
    .tuple(ANY_DRAFT[recipe], guards, fc.constantFrom({}, {}, { assumeJson: '' }))
    .map((changes) => {
      let draft = DraftFields.parse({});
      for (const change of [{ recipe }, ...changes])
        draft = { ...draft, ...followDraft(draft, change) };
      return draft;
    });
