import type { GuardFieldName } from '@/lib/setup/guards/guard-fields';
import { GUARD_PLACES } from '@/lib/setup/guards/guard-names';
import type { DraftFieldName, DraftFields, DraftStepName } from '@/lib/setup/schema';
import { labelOfGuardField } from './guard-rows';

export const STEPS: readonly DraftStepName[] = ['recipe', 'who', 'what', 'review'];

export const STEP_TITLES: Record<DraftStepName, string> = {
  recipe: 'Recipe',
  who: 'Who',
  what: 'What',
  review: 'Review',
};

type FieldFacts = { label: string; step: DraftStepName };

const GUARDS = Object.fromEntries(
  Object.values(GUARD_PLACES)
    .flatMap(({ toggle, value }) => (value ? [toggle, value] : [toggle]))
    .map((field) => [field, { label: labelOfGuardField(field), step: 'what' }]),
) as Record<GuardFieldName, FieldFacts>; // Object.fromEntries forgets the names' type

/** Where a field lives and what it is called, in the order in which the form asks. */
export const FIELDS: Record<DraftFieldName, FieldFacts> = {
  recipe: { label: 'Recipe', step: 'recipe' },
  changes: { label: 'The crossing that changes', step: 'recipe' },
  openedNotes: { label: 'What was said of it', step: 'recipe' },
  workload: { label: 'What runs?', step: 'who' },
  trustedAccount: { label: 'Where does it run?', step: 'who' },
  who: { label: 'Who needs it?', step: 'who' },
  trustScope: { label: 'Who is trusted', step: 'who' },
  assumeAs: { label: 'Lets them ask by', step: 'who' },
  assumePolicyName: { label: 'Name of the managed policy', step: 'who' },
  principals: { label: 'Who is trusted?', step: 'who' },
  trustJson: { label: 'Trust policy as JSON', step: 'who' },
  vendorAccount: { label: 'Which vendor?', step: 'who' },
  issuerKind: { label: 'Whose tokens?', step: 'who' },
  issuerUrl: { label: 'Issuer', step: 'who' },
  repository: { label: 'Repository', step: 'who' },
  subjectForm: { label: 'Named in tokens by', step: 'who' },
  runs: { label: 'Runs', step: 'who' },
  runName: { label: 'Name of the branch, tag or environment', step: 'who' },
  namespace: { label: 'Namespace', step: 'who' },
  serviceAccount: { label: 'Service account', step: 'who' },
  service: { label: 'Which service?', step: 'who' },
  sourceGuard: { label: 'For whom', step: 'who' },
  sourceArn: { label: 'For which resource', step: 'who' },
  samlProvider: { label: 'Which provider?', step: 'who' },
  samlPeople: { label: 'Whom it sends', step: 'who' },
  samlValue: { label: 'Name of the person or affiliation', step: 'who' },
  accessApplication: { label: 'Which application?', step: 'who' },
  passesTags: { label: 'Attributes as tags', step: 'who' },
  subject: { label: 'Subject', step: 'who' },
  audience: { label: 'Audience', step: 'who' },
  vendorMay: { label: 'It may', step: 'what' },
  trustingAccount: { label: 'In which account?', step: 'what' },
  bucket: { label: 'To what?', step: 'what' },
  isBucketTold: { label: 'No account that is read here owns it', step: 'what' },
  bucketOwner: { label: 'Whose bucket is it?', step: 'what' },
  bucketRegion: { label: 'Its Region', step: 'what' },
  bucketKey: { label: 'Its KMS key', step: 'what' },
  bucketDocument: { label: 'The bucket’s policy as it stands', step: 'what' },
  keyDocument: { label: 'The key’s policy as it stands', step: 'what' },
  sameAccount: { label: 'Both sides in one account', step: 'what' },
  access: { label: 'May', step: 'what' },
  managedPolicies: { label: 'Managed policies', step: 'what' },
  customPolicy: { label: 'Permissions as JSON', step: 'what' },
  assumeJson: { label: 'Policy of the trusted half as JSON', step: 'what' },
  prefix: { label: 'Under', step: 'what' },
  boundary: { label: 'Permissions boundary', step: 'what' },
  ...GUARDS,
  roleName: { label: 'Role name', step: 'what' },
  rolePath: { label: 'Path', step: 'what' },
  confirmedName: { label: 'Role name once more', step: 'what' },
  description: { label: 'Description', step: 'what' },
  sessionSeconds: { label: 'Longest session', step: 'what' },
  tags: { label: 'Tags', step: 'what' },
  reviewOn: { label: 'Review on', step: 'what' },
  purpose: { label: 'Purpose', step: 'what' },
  owner: { label: 'Owner', step: 'what' },
  ticket: { label: 'Ticket', step: 'what' },
  handsOut: { label: 'Let this console hand it out', step: 'what' },
};

// The type of FIELDS lists every field of the draft, and no other key fits in.
const FIELD_NAMES = Object.keys(FIELDS) as DraftFieldName[];

/** In which fields two drafts differ. */
export const differingFields = (
  before: DraftFields,
  after: DraftFields,
): DraftFieldName[] => FIELD_NAMES.filter((name) => before[name] !== after[name]);

export const isFieldName = (name: string): name is DraftFieldName =>
  Object.hasOwn(FIELDS, name);

const ID_PREFIX = 'new-access-';

/** The id that a label, an error and a link share. */
export const fieldId = (name: DraftFieldName): string => `${ID_PREFIX}${name}`;

/** The field that a link such as `#new-access-who` leads to; null when it leads elsewhere. */
export function fieldOfHash(hash: string): DraftFieldName | null {
  const name = hash.startsWith(`#${ID_PREFIX}`) ? hash.slice(ID_PREFIX.length + 1) : '';
  return isFieldName(name) ? name : null;
}

export type FieldProblem = { field: DraftFieldName; label: string; message: string };

export type FieldMessages = Partial<Record<DraftFieldName, string>>;

/** Everything that keeps the plan from being made, in the order of the form. */
export function problemsOf(
  fieldErrors: FieldMessages,
  missing: readonly DraftFieldName[],
): FieldProblem[] {
  return FIELD_NAMES.flatMap((field) => {
    const isMissing = missing.includes(field) ? 'Still empty, and needed.' : undefined;
    const message = fieldErrors[field] ?? isMissing;
    return message ? [{ field, label: FIELDS[field].label, message }] : [];
  });
}

/** `Who needs it? Still empty, and needed.`; a label that asks nothing gets a colon. */
export const sayProblem = ({ label, message }: FieldProblem): string =>
  `${label}${label.endsWith('?') ? '' : ':'} ${message}`;

/** A step is done when none of its fields is in the way of a plan. */
export const isStepDone = (
  step: DraftStepName,
  problems: readonly FieldProblem[],
): boolean => !problems.some((problem) => FIELDS[problem.field].step === step);

/** The step before or after; the ends stay where they are. */
export function stepBeside(step: DraftStepName, by: 1 | -1): DraftStepName {
  const index = Math.min(Math.max(STEPS.indexOf(step) + by, 0), STEPS.length - 1);
  return STEPS[index] ?? step;
}

type Made = Pick<DraftFields, 'recipe' | 'workload'>;

/** Whoever calls uses the bucket as itself, so that three policies have to agree. */
export const isAsItself = ({ recipe }: Pick<Made, 'recipe'>): boolean =>
  recipe === 'workload-bucket' || recipe === 'bucket-policy';

/** A role is made, and can be named and told of. */
export const isRoleMade = ({ recipe, workload }: Made): boolean =>
  !isAsItself({ recipe }) || (recipe === 'workload-bucket' && workload !== 'existing');

const NOT_INCLUDED: Record<DraftFields['access'], string> = {
  read: 'Not: write, delete.',
  write: 'Not: read, delete, list (aws s3 ls needs s3:ListBucket).',
  both: 'Not: delete, change who may read.',
  all: 'Not: change who may read. Without versioning, what is deleted is gone for good.',
  custom: 'Exactly what the JSON says, and nothing is added to it.',
};

/** What the choice leaves out, said before anybody has to find out. */
export const sayNotIncluded = (access: DraftFields['access']): string =>
  NOT_INCLUDED[access];
