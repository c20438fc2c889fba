import { exportFileName } from './export-file-name';
import type { AccountSource, PlanSource } from './plan-source';
import { oneLine } from './quote';

/** What a script says of itself: which plan, whose keys it needs, and what is run before it. */
export function scriptComments(
  format: 'bash' | 'powershell',
  source: PlanSource,
  { accountId, accountName, position }: AccountSource,
): string[] {
  const before = source.accounts.filter((one) => one.position < position);
  const files = before.map((one) => exportFileName(format, source, one));
  return [
    `# Plan ${source.hash}: ${oneLine(source.title)}`,
    `# Account ${oneLine(`${accountId}, ${accountName}`)}. Needs keys of it that may write IAM.`,
    ...(files.length === 0 ? [] : [`# Run ${files.join(', ')} first.`]),
    '# Run twice, it finds everything so already and writes nothing.',
  ];
}
