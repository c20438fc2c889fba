import { isRemoval } from '@/lib/core/is-removal';
import { isOnNewRole } from '../plan/is-on-new-role';
import { PLAN_TAG } from '../plan/plan-steps';
import { cliCall } from './cli-call';
import { type CliStand, cliStand } from './cli-stand';
import type { CliCall } from './cli-written';
import type { AccountSource, PlanSource } from './plan-source';

/** One write as calls of the aws command, without any shell's quoting. */
export type CliStep = CliCall & {
  number: number;
  title: string;
  /** What stands is compared before anything is written; impossible on a role still to be made. */
  isCheckedFirst: boolean;
  isRemoval: boolean;
  stand: CliStand;
};

/** The calls that write one account's half, in order. */
export const cliSteps = (source: PlanSource, { steps }: AccountSource): CliStep[] =>
  steps.map((step) => ({
    number: step.number,
    title: step.title,
    isCheckedFirst: !isOnNewRole(step, steps),
    isRemoval: isRemoval(step.write),
    stand: cliStand(source, step),
    ...cliCall(step.write),
  }));

export const PLAN_TAG_QUERY = `Role.Tags[?Key=='${PLAN_TAG}'].Value | [0]`;
