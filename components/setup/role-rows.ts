import { sayDuration } from '@/lib/core/duration';
import { mayHandOut } from '@/lib/setup/fields/hands-out';
import { tagsOfLines } from '@/lib/setup/fields/tag-lines';
import type { PreviewView } from '@/lib/setup/preview-view';
import type { DraftFieldName, DraftFields } from '@/lib/setup/schema';

export type SummaryRow = { field: DraftFieldName; label: string; value: string };
export type Told = { fields: DraftFields; preview: PreviewView | null };

function saySession(seconds: string): string {
  return /^\d+$/.test(seconds) ? sayDuration(Number(seconds)) : seconds || 'not said yet';
}

/** When the review is due if no date is given: another organisation's sooner. */
export const saidReview = ({ recipe }: Pick<DraftFields, 'recipe'>): string =>
  recipe === 'vendor' ? 'in 30 days' : 'in 90 days';

/** What is said of the role that is made. */
export function roleRows({ fields, preview }: Told): SummaryRow[] {
  return [
    {
      field: 'roleName',
      label: 'Role name',
      value: fields.roleName || preview?.suggestedRoleName || 'made here',
    },
    {
      field: 'sessionSeconds',
      label: 'Longest session',
      value: saySession(fields.sessionSeconds),
    },
    { field: 'tags', label: 'Tags', value: sayTags(fields) },
    ...(mayHandOut(fields) ? [handOutRow(fields)] : []),
  ];
}

const sayTags = ({ tags }: DraftFields): string =>
  tagsOfLines(tags)
    .filter(({ key }) => key !== '')
    .map(({ key, value }) => `${key}=${value}`)
    .join(', ') || 'none';

const handOutRow = ({ handsOut }: DraftFields): SummaryRow => ({
  field: 'handsOut',
  label: 'Handed out here',
  value: handsOut ? 'yes, to whom the plan’s page says' : 'no',
});

/** When it is looked at again, what it is for, and who answers for it. */
export function reviewRows({ fields }: Told): SummaryRow[] {
  return [
    {
      field: 'reviewOn',
      label: 'Review on',
      value: fields.reviewOn || saidReview(fields),
    },
    { field: 'purpose', label: 'Purpose', value: fields.purpose || 'not said' },
    { field: 'owner', label: 'Owner', value: fields.owner || 'not said' },
    { field: 'ticket', label: 'Ticket', value: fields.ticket || 'none' },
  ];
}
