import type { ExportFormat } from '@/lib/setup/export-schema';
import type { PlanView } from '@/lib/setup/plan-views';

type FormatWords = { title: string; lead: string; hasFilePerAccount: boolean };

const SCRIPT_LEAD =
  'Run them in this order with keys of each account: the trust opens last. A script reads before it writes, and stops when a document was changed since the plan was made.';

export const FORMATS: Record<ExportFormat, FormatWords> = {
  cloudformation: {
    title: 'CloudFormation',
    lead: 'One template for each account; each needs CAPABILITY_NAMED_IAM. What stands already is imported first: the template’s metadata says how.',
    hasFilePerAccount: true,
  },
  terraform: {
    title: 'Terraform',
    lead: 'One configuration in JSON syntax, with a provider for each account. What stands already is imported.',
    hasFilePerAccount: false,
  },
  bash: { title: 'AWS CLI, bash', lead: SCRIPT_LEAD, hasFilePerAccount: true },
  powershell: {
    title: 'AWS CLI, PowerShell',
    lead: SCRIPT_LEAD,
    hasFilePerAccount: true,
  },
  json: {
    title: 'JSON',
    lead: 'The plan as data: each write, with the document before and after.',
    hasFilePerAccount: false,
  },
};

export type ExportLink = {
  href: string;
  /** Null when one file holds every account. */
  account: PlanView['accounts'][number] | null;
};

/** Where the files of a plan are, in the order in which they are run. */
export function exportLinks(
  plan: Pick<PlanView, 'accounts' | 'steps'>,
  exportUrl: string,
  format: ExportFormat,
): ExportLink[] {
  const linkTo = (account: ExportLink['account']): ExportLink => {
    const query = new URLSearchParams({ format });
    if (account) query.set('account', account.accountId);
    return { href: `${exportUrl}?${query}`, account };
  };
  if (!FORMATS[format].hasFilePerAccount) return [linkTo(null)];
  const lastStepIn = (accountId: string) =>
    plan.steps.findLastIndex((step) => step.accountId === accountId);
  return plan.accounts
    .filter(({ accountId }) => lastStepIn(accountId) >= 0)
    .sort((a, b) => lastStepIn(a.accountId) - lastStepIn(b.accountId))
    .map(linkTo);
}
