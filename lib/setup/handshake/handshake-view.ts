import { describeError } from '@/lib/core/errors';
import { isAsItself } from '@/lib/core/is-as-itself';
import { startUpper } from '@/lib/iam/explain/list-words';
import type { StoredHandshakeLink, StoredPlan } from '@/lib/ports';
import { exportFile } from '../export/export-file';
import type { AccountSource, ExportStep, PlanSource } from '../export/plan-source';
import { placeOf } from '../mend/use/place-of';
import { isWholeTheirs, takesWord } from '../plan/is-whole-theirs';
import { readFixture } from '../plan/read-fixture';
import { isAskedChange } from '../plan/shows-difference';
import type { WorkloadRequest } from '../recipes/workload-request';
import { SERVICE_NAMES } from '../recipes/workload-role';
import type { Confirmation } from '../schema';
import { markerKey } from '../world/ask';
import { differenceOf } from './difference-of';
import { halfSource } from './half-source';
import { isWholeTrusted, sayHalf, sayWho } from './say-half';
import type { HandshakeView } from './schema';
import { testCommand } from './test-command';
import { undoCommands } from './undo-commands';

const FORMATS = ['bash', 'powershell', 'cloudformation', 'json'] as const;

/** One account's half of a plan, for a page that anybody with the link may read. */
export function handshakeView(
  plan: StoredPlan,
  whole: PlanSource,
  link: Pick<StoredHandshakeLink, 'accountId' | 'expiresAt'>,
  confirmed: Confirmation | null = null,
): HandshakeView | null {
  const { accountId, expiresAt } = link;
  const half = halfSource(plan, whole, accountId);
  if (!half) return null;
  const { source, account } = half;
  const { roleArn, roleName, trustingAccountId, bucket } = plan.body;
  const isDirect = isAsItself(plan.body);
  const isTrusting = accountId === trustingAccountId;
  const isChange = isAskedChange(plan);
  return {
    state: stateOf(plan, confirmed),
    accountId,
    roleArn,
    roleName,
    roleAccountId: trustingAccountId,
    bucket: isDirect ? bucket || placeOf(plan.body.mendsUse?.resource ?? '') : null,
    canConfirm: takesWord(plan),
    isConfirmed: confirmed !== null,
    statement: `${startUpper(sayHalf(plan, accountId))}.`,
    isChange,
    creates: isChange ? [] : account.steps.map(createOf),
    changes: isChange ? account.steps.map(differenceOf) : [],
    ...filesOf(source, account),
    doesNotGive: limitsOf(plan, isTrusting),
    test: isTrusting ? null : testCommand(plan, source),
    undo: undoCommands(source, account),
    expiresAt: expiresAt.toISOString(),
  };
}

function stateOf(
  { state, proof }: StoredPlan,
  confirmed: Confirmation | null,
): HandshakeView['state'] {
  if (state === 'proven') return 'proven';
  if (state === 'applied' && confirmed && proof?.confirmed) return 'confirmed';
  return WITHDRAWN.has(state) ? 'withdrawn' : 'waiting';
}

const WITHDRAWN: ReadonlySet<StoredPlan['state']> = new Set([
  'undoing',
  'undone',
  'undo-stopped',
  'left',
  'replaced',
  'quarantining',
  'quarantined',
  'lifting',
]);

const createOf = ({ title, operation, write, after }: ExportStep) => ({
  title,
  operation,
  document: JSON.stringify(
    JSON.parse(write.kind === 'create-role' ? write.trust : (after ?? '{}')),
    null,
    2,
  ),
});

function filesOf(
  source: PlanSource,
  account: AccountSource,
): Pick<HandshakeView, 'files' | 'lacks'> {
  const made = FORMATS.map((format) => ({
    format,
    file: exportFile(source, format, account),
  }));
  return {
    files: made.flatMap(({ format, file }) =>
      file.ok ? [{ format, name: file.value.name, text: file.value.text }] : [],
    ),
    lacks: made.flatMap(({ file }) => (file.ok ? [] : describeError(file.error))),
  };
}

function limitsOf(plan: StoredPlan, isTrusting: boolean): string[] {
  if (isAsItself(plan.body)) return limitsOfUse(plan, isTrusting);
  return isTrusting ? limitsOfTrusting(plan) : limitsOfTrusted(plan);
}

function limitsOfUse(plan: StoredPlan, isTrusting: boolean): string[] {
  const { trustedAccountId, trustingAccountId, bucket, fields, mendsUse } = plan.body;
  if (mendsUse) return limitsOfMend(plan);
  const { keys, newRole } = readFixture(plan).request as WorkloadRequest; // who is as itself has a bucket
  const who = sayWho(plan);
  const written = `A test puts the one object ${markerKey(keys)} there, which you may delete.`;
  const isWhole = isWholeTrusted(plan);
  return isTrusting
    ? [
        isWhole
          ? sayKeptOut(plan)
          : `Nobody else of account ${trustedAccountId} gets in: the policies name ${who} alone.`,
        `${isWhole ? 'They' : startUpper(who)} may do what the statements say, and nothing else in account ${trustingAccountId}.`,
        'Statements that stand in the policies stay as they are: only those of this half are added.',
        ...(fields.access === 'read' ? [] : [written]),
        'No key and no password is made or sent.',
      ]
    : [
        `Nobody of account ${trustingAccountId} gets into account ${trustedAccountId} by it.`,
        ...(newRole
          ? [
              `No person may take ${who}: it trusts ${SERVICE_NAMES[newRole.service]} alone.`,
            ]
          : []),
        `${startUpper(who)} gets no other right: it may ask for the bucket ${bucket} and its key alone.`,
        `Whether the bucket lets it in is decided in account ${trustingAccountId}, and can be taken back there at any time.`,
        'No key and no password is made or sent.',
      ];
}

/** Of one call on what stands: only the owner of the bucket runs a half of that. */
function limitsOfMend(plan: StoredPlan): string[] {
  const { trustedAccountId, trustingAccountId } = plan.body;
  const who = sayWho(plan);
  return [
    `Nobody else of account ${trustedAccountId} gets in: the policies name ${who} alone.`,
    `${startUpper(who)} may make the calls that the statements name, and nothing else in account ${trustingAccountId}.`,
    'Statements that stand in the policies stay as they are: only those of this half are added.',
    'No key and no password is made or sent.',
  ];
}

function limitsOfTrusted(plan: StoredPlan): string[] {
  const { roleName, trustedAccountId, trustingAccountId } = plan.body;
  return [
    `Nobody of account ${trustingAccountId} gets into account ${trustedAccountId} by it.`,
    `${startUpper(sayWho(plan))} gets no other right: it may ask for ${roleName}, and for no other role.`,
    `What ${roleName} may do is decided in account ${trustingAccountId}, and can be taken back there at any time.`,
    'No key and no password is made or sent: the role gives keys that end within hours.',
  ];
}

function sayKeptOut(plan: StoredPlan): string {
  const { trustedAccountId, trustingAccountId } = plan.body;
  if (isWholeTrusted(plan))
    return `It lets in everybody of account ${trustedAccountId} whom that account allows it, now and later. Other accounts stay out.`;
  return trustedAccountId === trustingAccountId && isWholeTheirs(plan)
    ? `Nobody of account ${trustingAccountId} and of any other gets in by it: the trust policy names whom it lets in.`
    : `Nobody else of account ${trustedAccountId} gets in: the trust policy names whom it lets in.`;
}

function limitsOfTrusting(plan: StoredPlan): string[] {
  const { roleName, trustingAccountId, mends, handsOutAs } = plan.body;
  const isThere = mends || handsOutAs !== undefined;
  return [
    sayKeptOut(plan),
    isThere
      ? `${roleName} may do what it may do today: its permissions stay as they are.`
      : `${roleName} may do what its permissions below say, and nothing else in account ${trustingAccountId}.`,
    'No key and no password is made or sent: the role gives keys that end within hours.',
  ];
}
