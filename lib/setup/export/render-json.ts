import { operationOf } from '@/lib/core/operation-of';
import type { AccountSource, ExportStep, PlanSource } from './plan-source';

/** The plan as data: each write with the document before and after, for whatever reads it. */
export function renderJson(source: PlanSource, accounts: AccountSource[]): string {
  const { planId, hash, title, createdAt, roleArn, practiceUrl } = source;
  const plan = {
    format: 'drawbridge-plan/1',
    planId,
    hash,
    title,
    createdAt,
    roleArn,
    isPractice: practiceUrl !== null,
    accounts: accounts.map(({ accountId, accountName, steps }) => ({
      accountId,
      accountName,
      steps: steps.map(stepOf),
    })),
  };
  return `${JSON.stringify(plan, null, 2)}\n`;
}

function stepOf({ number, title, side, write, before, after }: ExportStep) {
  const parameters = Object.entries(write).filter(
    ([name]) => !['kind', 'trust', 'document', 'metadata'].includes(name),
  );
  return {
    number,
    title,
    side,
    operation: operationOf(write),
    parameters: Object.fromEntries(parameters),
    before: before === null ? null : JSON.parse(before),
    after: after === null ? null : JSON.parse(after),
  };
}
