import {
  GUARD_PLACES,
  type GuardName,
  OWN_GUARDS,
  VENDOR_GUARDS,
} from '@/lib/setup/guards/guard-names';
import { offerGuards } from '@/lib/setup/guards/offer-guards';
import type { PreviewView } from '@/lib/setup/preview-view';
import type { DraftFields } from '@/lib/setup/schema';
import { GUARD_ROWS, inSentence } from './guard-rows';
import { listedPolicies } from './policy-list';
import { leadsOf } from './recipe-leads';
import { reviewRows, roleRows, type SummaryRow, type Told } from './role-rows';
import { isRoleMade, sayNotIncluded } from './wizard-fields';

const NOTHING = 'not said yet';

const isWholeAccount = (preview: PreviewView | null): boolean =>
  preview?.who?.kind === 'account';

function sayWho(fields: DraftFields, preview: PreviewView | null): string {
  const who = preview?.who;
  if (who && isWholeAccount(preview))
    return `anyone in ${who.name} whose own policies allow it`;
  const name = who?.accountName ? `${who.name} in ${who.accountName}` : fields.who;
  if (fields.who === '') return NOTHING;
  return fields.trustScope === 'account' ? `${name}, and anyone in that account` : name;
}

function sayWhat(fields: DraftFields, preview: PreviewView | null): string {
  if (fields.bucket === '') return NOTHING;
  const found = preview?.found;
  const bucket = found?.bucket ?? fields.bucket;
  const place = found ? ` in ${found.accountName}, ${found.region}` : '';
  const part =
    fields.prefix && fields.access !== 'custom' ? `, only ${fields.prefix}` : '';
  return `${bucket}${place}${part}`;
}

const MAY: Record<DraftFields['access'], string> = {
  read: 'read',
  write: 'write',
  both: 'read and write',
  all: 'read, write and delete',
  custom: 'what the JSON says',
};

function sayGuards(fields: DraftFields, offered: readonly GuardName[]): string {
  const on = offered.filter((name) => fields[GUARD_PLACES[name].toggle]);
  const [last = 'none', ...others] = on
    .map((name) => inSentence(GUARD_ROWS[name].label))
    .reverse();
  return others.length === 0 ? last : `${others.reverse().join(', ')} and ${last}`;
}

/** The draft in plain words, one line for each decision. */
export function summaryOf(draft: Told): SummaryRow[] {
  return [
    ...ROWS[draft.fields.recipe](draft),
    ...(isRoleMade(draft.fields) ? roleRows(draft) : []),
    ...reviewRows(draft),
  ];
}

const ROWS: Record<DraftFields['recipe'], (draft: Told) => SummaryRow[]> = {
  'share-bucket': shareRows,
  people: peopleRows,
  'workload-bucket': workloadRows,
  'bucket-policy': principalRows,
  vendor: vendorRows,
  'ci-oidc': keylessRows,
  eks: keylessRows,
  'aws-service': keylessRows,
  saml: keylessRows,
  'identity-center': keylessRows,
  blank: blankRows,
};

const RUNS: Record<Exclude<DraftFields['workload'], 'existing'>, string> = {
  ec2: 'EC2 instances',
  lambda: 'Lambda functions',
  'ecs-tasks': 'ECS tasks',
  'pods.eks': 'EKS pods',
};

function workloadRows({ fields, preview }: Told): SummaryRow[] {
  const { workload } = fields;
  const home = sayAccount(fields.trustedAccount, preview);
  const who: SummaryRow =
    workload === 'existing'
      ? { field: 'who', label: 'What runs', value: sayCaller({ fields, preview }) }
      : {
          field: 'trustedAccount',
          label: 'What runs',
          value: home === '' ? NOTHING : `${RUNS[workload]} in ${home}`,
        };
  return [who, ...bucketRows({ fields, preview }), guardRowOf(fields)];
}

/** It calls as itself: whom a trust policy would name says nothing here. */
const sayCaller = ({ fields, preview }: Told): string =>
  sayWho({ ...fields, trustScope: 'named' }, preview);

function principalRows(draft: Told): SummaryRow[] {
  return [
    { field: 'who', label: 'Who', value: sayCaller(draft) },
    ...bucketRows(draft),
    guardRowOf(draft.fields),
  ];
}

function blankRows({ fields, preview }: Told): SummaryRow[] {
  const named = listedPolicies(fields.principals);
  const isHalfWritten = fields.assumeJson.trim() !== '';
  const [, ...others] = peopleRows({
    fields: { ...fields, ...(!isHalfWritten && { assumeAs: 'inline' }) },
    preview,
  });
  return [
    { field: 'principals', label: 'Who', value: named.join(', ') || NOTHING },
    ...others,
    {
      field: 'rolePath',
      label: 'Path',
      value: fields.rolePath || 'of all roles made here',
    },
  ];
}

/** By its name; one that is not among ours by its ID. */
const sayAccount = (id: string, preview: PreviewView | null): string =>
  preview?.choices?.accounts.find((account) => account.id === id)?.name ?? id;

/** Said where the trusted half is not the usual one. */
const halfRows = ({
  fields: { recipe, assumeAs, assumePolicyName },
  preview,
}: Told): SummaryRow[] =>
  assumeAs === 'inline' || (recipe !== 'blank' && isWholeAccount(preview))
    ? []
    : [
        {
          field: 'assumeAs',
          label: 'Lets them ask by',
          value: `managed policy ${assumePolicyName || 'AllowAssume and the role’s name'}`,
        },
      ];

function peopleRows({ fields, preview }: Told): SummaryRow[] {
  const { policies = [] } = preview?.choices ?? {};
  const account = sayAccount(fields.trustingAccount, preview);
  const names = listedPolicies(fields.managedPolicies).map(
    (text) => policies.find(({ arn }) => arn === text)?.name ?? text,
  );
  const may = [...names, ...(fields.customPolicy === '' ? [] : [MAY.custom])];
  return [
    { field: 'who', label: 'Who', value: sayWho(fields, preview) },
    ...halfRows({ fields, preview }),
    { field: 'trustingAccount', label: 'In', value: account || NOTHING },
    { field: 'managedPolicies', label: 'May', value: may.join(', ') || NOTHING },
    { field: 'boundary', label: 'Boundary', value: fields.boundary || 'none' },
    { field: 'requireMfa', label: 'Guards', value: sayGuards(fields, OWN_GUARDS) },
  ];
}

function keylessRows({ fields, preview }: Told): SummaryRow[] {
  const whole = preview?.who;
  const isCustom = fields.access === 'custom';
  return [
    {
      field: leadsOf(fields).who,
      label: 'Who',
      value: whole ? `${whole.name}, ${whole.accountName ?? whole.kind}` : NOTHING,
    },
    isCustom
      ? {
          field: 'trustingAccount',
          label: 'In',
          value: accountNameOf(fields.trustingAccount, preview),
        }
      : { field: 'bucket', label: 'To what', value: sayWhat(fields, preview) },
    {
      field: 'access',
      label: 'May',
      value: `${MAY[fields.access]}. ${sayNotIncluded(fields.access)}`,
    },
    guardRowOf(fields),
  ];
}

const guardRowOf = (fields: DraftFields): SummaryRow => ({
  field: 'requireEnd',
  label: 'Guards',
  value: sayGuards(fields, offerGuards(fields).offered),
});

const accountNameOf = (accountId: string, preview: PreviewView | null): string =>
  preview?.choices?.accounts.find(({ id }) => id === accountId)?.name ?? NOTHING;

function vendorRows({ fields, preview }: Told): SummaryRow[] {
  const isBucket = fields.vendorMay === 'bucket';
  return [
    {
      field: 'vendorAccount',
      label: 'Vendor',
      value: preview?.who?.name ?? (fields.vendorAccount || NOTHING),
    },
    isBucket
      ? { field: 'bucket', label: 'To what', value: sayWhat(fields, preview) }
      : {
          field: 'trustingAccount',
          label: 'In',
          value: accountNameOf(fields.trustingAccount, preview),
        },
    { field: 'vendorMay', label: 'May', value: isBucket ? MAY.read : MAY.custom },
    {
      field: 'externalId',
      label: 'External ID',
      value: fields.externalId || NOTHING,
    },
    {
      field: 'requireEnd',
      label: 'Further guards',
      value: sayGuards(fields, VENDOR_GUARDS),
    },
  ];
}

function shareRows({ fields, preview }: Told): SummaryRow[] {
  return [
    { field: 'who', label: 'Who', value: sayWho(fields, preview) },
    ...halfRows({ fields, preview }),
    ...bucketRows({ fields, preview }),
    { field: 'requireMfa', label: 'Guards', value: sayGuards(fields, OWN_GUARDS) },
  ];
}

const bucketRows = ({ fields, preview }: Told): SummaryRow[] => [
  { field: 'bucket', label: 'To what', value: sayWhat(fields, preview) },
  {
    field: 'access',
    label: 'May',
    value: `${MAY[fields.access]}. ${sayNotIncluded(fields.access)}`,
  },
];
