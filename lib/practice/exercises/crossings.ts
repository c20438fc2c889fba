import { ACME } from '../seed/accounts';
import { roleArn, rootArn, userArn } from '../seed/document';
import {
  canDo,
  cannotDo,
  cannotTake,
  cannotTakeByAnyMeans,
  canTake,
  hasNoGrant,
  namedIn,
  WITH_MFA,
} from './checks';
import type { Exercise } from './exercise';
import { STRANGER } from './view';

const CI_BUILD = roleArn(ACME.tooling, 'ci-build');
const METRICS = roleArn(ACME.data, 'metrics-reader');
const OTHERS_OF_DATA = [
  'audit-export',
  'audit-reader',
  'bucket-scanner',
  'data-read',
  'data-writer',
].map((name) => roleArn(ACME.data, name));
const DEPLOY = roleArn(ACME.prod, 'deploy');
const ETL = roleArn(ACME.data, 'etl-runner');
const RESTORE = roleArn(ACME.archive, 'archive-restore');
const TRAINER = roleArn(ACME.research, 'trainer');
const TRAINING = roleArn(ACME.data, 'training-data');
const SCANNER = roleArn(ACME.security, 'scanner');
const JENKINS = roleArn(ACME.tooling, 'old-jenkins');
const BATCH = roleArn(ACME.legacy, 'batch-runner');
const ARTIFACT = 'arn:aws:s3:::acme-build-artifacts/shop/1.42.0/manifest.json';

const BASICS =
  'https://docs.aws.amazon.com/IAM/latest/UserGuide/tutorial_cross-account-with-roles.html';

export const CROSSING_EXERCISES: readonly Exercise[] = [
  {
    id: 'finish-half-crossing',
    title: 'Finish the half crossing',
    accountId: ACME.tooling,
    subject: CI_BUILD,
    story:
      'metrics-reader in Data trusts ci-build in Tooling, so that builds can compare their speed. ci-build was never given its half: the bridge ends in the air.',
    goal: 'ci-build can assume metrics-reader, and no other role by the same policy.',
    hints: [
      'Across accounts both sides must allow: the trust policy is there, the identity policy is not.',
      `Give ci-build an inline policy that allows sts:AssumeRole on ${METRICS}.`,
    ],
    readMore: BASICS,
    checks: [
      canTake('ci-build can assume metrics-reader.', CI_BUILD, METRICS),
      cannotTake('ci-build cannot assume deploy in Prod.', CI_BUILD, DEPLOY),
      hasNoGrant('No policy of ci-build is about the other roles of Data.', CI_BUILD, [
        ETL,
        TRAINING,
        ...OTHERS_OF_DATA,
      ]),
    ],
  },
  {
    id: 'other-half',
    title: 'Open the other bank',
    accountId: ACME.archive,
    subject: RESTORE,
    story:
      'etl-runner in Data may ask for archive-restore in Archive, but the role there does not name it. The same bridge, ended on the other bank.',
    goal: 'etl-runner can assume archive-restore; AWS Backup still can; nobody else of Data is trusted.',
    hints: [
      'This time the identity policy is there and the trust policy is not.',
      'Add a statement to the trust; keep the one for backup.amazonaws.com.',
    ],
    readMore: BASICS,
    checks: [
      canTake('etl-runner can assume archive-restore.', ETL, RESTORE),
      {
        says: 'AWS Backup still can.',
        holds: (view) =>
          view.takes({ Service: 'backup.amazonaws.com' }, RESTORE).decision === 'allow',
      },
      {
        says: 'The account Data as a whole is not trusted.',
        holds: (view) => {
          const named = namedIn(view, RESTORE);
          return ![rootArn(ACME.data), ACME.data, '*'].some((one) => named.includes(one));
        },
      },
    ],
  },
  {
    id: 'share-by-role',
    title: 'Share a bucket by a role',
    accountId: ACME.data,
    subject: TRAINING,
    story:
      'trainer in Research is allowed to assume training-data in Data, to learn from the logs. That role was never made.',
    goal: 'Make training-data: trainer assumes it and reads the objects of app-logs, and nothing more.',
    hints: [
      'New access, Share a bucket by role, does both halves for you.',
      'The role needs s3:GetObject on arn:aws:s3:::app-logs/* and a trust that names trainer.',
    ],
    readMore:
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-walkthroughs-managing-access-example4.html',
    checks: [
      canTake('trainer can assume training-data.', TRAINER, TRAINING),
      canDo(
        'training-data can read app-logs.',
        TRAINING,
        's3:GetObject',
        'arn:aws:s3:::app-logs/logs/2026-11-22.json',
      ),
      {
        says: 'It cannot write there.',
        holds: (view) =>
          view.role(TRAINING) !== null &&
          view.does(TRAINING, 's3:PutObject', 'arn:aws:s3:::app-logs/logs/x').decision ===
            'deny',
      },
      {
        says: 'It cannot read the audit buckets.',
        holds: (view) =>
          view.role(TRAINING) !== null &&
          view.does(TRAINING, 's3:GetObject', 'arn:aws:s3:::audit-2026/x').decision ===
            'deny',
      },
      {
        says: 'Nobody else can assume it from outside.',
        holds: (view) =>
          view.role(TRAINING) !== null &&
          view.couldTake(STRANGER, TRAINING).decision === 'deny',
      },
    ],
  },
  {
    id: 'share-by-bucket-policy',
    title: 'Share a bucket without a role',
    accountId: ACME.tooling,
    subject: 'arn:aws:s3:::acme-build-artifacts',
    story:
      'The scanner of Security should look into build artifacts in Tooling. No role is needed: a bucket has a policy of its own.',
    goal: 'scanner reads the artifacts with its own identity, and can do nothing else there.',
    hints: [
      'Two halves again: a bucket policy in Tooling and an identity policy in Security.',
      `The bucket policy names ${SCANNER} and allows s3:GetObject on arn:aws:s3:::acme-build-artifacts/*.`,
      'The same action and resource belong in an inline policy of scanner.',
    ],
    readMore:
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-walkthroughs-managing-access-example2.html',
    checks: [
      canDo('scanner can read an artifact.', SCANNER, 's3:GetObject', ARTIFACT),
      cannotDo('scanner cannot change one.', SCANNER, 's3:PutObject', ARTIFACT),
      cannotDo('A stranger cannot read one.', STRANGER.AWS, 's3:GetObject', ARTIFACT),
    ],
  },
  {
    id: 'cut-the-chain',
    title: 'Cut the chain',
    accountId: ACME.prod,
    subject: DEPLOY,
    story:
      'etl-runner transforms data at night, and can ship releases to Prod: deploy trusts it. Whoever changes a Glue job in Data changes the shop.',
    goal: 'etl-runner can no longer assume deploy; people with MFA and ci-deploy still can.',
    hints: [
      'A crossing has two halves; taking away either one breaks it.',
      'Take the side you can be sure of: the trust policy of the role that matters more.',
    ],
    readMore:
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html#iam-term-role-chaining',
    checks: [
      cannotTakeByAnyMeans('etl-runner cannot assume deploy.', { AWS: ETL }, DEPLOY),
      canTake('anna can, with MFA.', userArn(ACME.people, 'anna'), DEPLOY, WITH_MFA),
      canTake('ci-deploy can.', roleArn(ACME.tooling, 'ci-deploy'), DEPLOY),
    ],
  },
  {
    id: 'retire-the-unused',
    title: 'Retire what nobody uses',
    accountId: ACME.tooling,
    subject: JENKINS,
    story:
      'old-jenkins has not been used for seven months, and only a service control policy keeps it from releasing to Prod. If the policy is moved, the door is open again.',
    goal: 'old-jenkins has no right of its own to assume roles; release-bot works as before.',
    hints: [
      'Delete the role, or delete its inline policy ci-cross, or take sts:AssumeRole out of it.',
      'A role can be deleted after its policies.',
    ],
    readMore:
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_last-accessed.html',
    checks: [
      hasNoGrant('No policy of old-jenkins allows it to assume a role.', JENKINS, [
        DEPLOY,
        BATCH,
      ]),
      canTake(
        'release-bot can still assume deploy.',
        roleArn(ACME.tooling, 'release-bot'),
        DEPLOY,
      ),
    ],
  },
];
