import type { ExportFormat } from '../export-schema';

const START = 'Not in this file, ';

/** How a file of Terraform says what of an account it does not hold. */
export const notInFile = (accountId: string, notHere: string): string =>
  `${START}of account ${accountId}: ${notHere}`;

/** What a file of ours says that it does not hold, and how that is written; null for nothing. */
export function notHereIn(format: ExportFormat, text: string): string | null {
  if (format === 'cloudformation') return JSON.parse(text).Metadata?.NotHere ?? null;
  if (format !== 'terraform') return null;
  const comments: string[] = JSON.parse(text)['//'];
  const said = comments.filter((comment) => comment.startsWith(START));
  return said.length > 0 ? said.join('\n') : null;
}
