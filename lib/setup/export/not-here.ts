import { isRemoval } from '@/lib/core/is-removal';
import type { MakingWrite, PuttingWrite } from '@/lib/ports';
import { cliLine } from './cli-line';
import type { ExportStep } from './plan-source';

type CodeFormat = 'CloudFormation' | 'Terraform';

/** What both hold in some plan or other. */
export type HeldWrite =
  | MakingWrite
  | Exclude<PuttingWrite, { kind: 'tag-role' | 'add-audience' }>;
export type HeldStep = Omit<ExportStep, 'write'> & { write: HeldWrite };

/** The steps that a file holds, and what it says of those that it cannot; null for none. */
type Parted = { held: HeldStep[]; notHere: string | null };

type Lack = (step: ExportStep, steps: ExportStep[]) => string | null;

const TAKES = 'takes nothing away that it has not made itself';
const TAG = 'cannot tag a role that stands already without taking its other tags away';

const AUDIENCE =
  'cannot add an audience to a provider that stands already without taking over the others';

const isMadeIn = (steps: ExportStep[], isIt: (step: ExportStep) => boolean): boolean =>
  steps.some((step) => 'tags' in step.write && isIt(step));

const lackOfCloudFormation: Lack = ({ write, accountId }, steps) => {
  switch (write.kind) {
    case 'tag-role':
      return TAG;
    case 'add-audience':
      return AUDIENCE;
    case 'put-key-policy':
      return 'has no resource for the policy of a key that stands already';
    case 'put-policy-version':
      return 'cannot change a managed policy that stands already and leave it with whoever has it';
    case 'attach-policy':
      return isMadeIn(
        steps,
        (step) =>
          step.write.kind === 'create-role' &&
          step.write.roleName === write.roleName &&
          step.accountId === accountId,
      )
        ? null
        : 'cannot attach a policy to a role that stands already';
    case 'attach-to':
      return isMadeIn(
        steps,
        ({ target }) =>
          target.kind === 'managed-policy' && target.policyArn === write.policyArn,
      )
        ? null
        : 'cannot attach a policy that stands already and leave it with whoever has it';
    case 'add-role-to-profile':
      return isMadeIn(
        steps,
        ({ target }) =>
          target.kind === 'instance-profile' && target.profileName === write.profileName,
      )
        ? null
        : 'cannot put a role into an instance profile that stands already';
    default:
      return null;
  }
};

const LACKS: Record<CodeFormat, Lack> = {
  CloudFormation: lackOfCloudFormation,
  Terraform: ({ write }) => {
    if (write.kind === 'add-audience') return AUDIENCE;
    return write.kind === 'tag-role' ? TAG : null;
  },
};

/**
 * What of some steps a format can hold. Of the others: why it cannot, and the calls of the aws
 * command that make them.
 */
export function partSteps(format: CodeFormat, steps: ExportStep[]): Parted {
  const lackOf = (step: ExportStep) =>
    isRemoval(step.write) ? TAKES : LACKS[format](step, steps);
  const isHeld = (step: ExportStep): step is HeldStep => lackOf(step) === null;
  const held = steps.filter(isHeld);
  const left = steps.filter((step) => !isHeld(step));
  if (left.length === 0) return { held, notHere: null };
  const why = [...new Set(left.map((step) => `${format} ${lackOf(step)}.`))].join(' ');
  const lines = left.map(({ write }) => cliLine(write)).join(' && ');
  const order = held.length > 0 ? 'once the rest stands, ' : '';
  return {
    held,
    notHere: `${why} Take a script of the AWS CLI, which compares before it writes, or ${order}run: ${lines}`,
  };
}
