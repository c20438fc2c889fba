import type { PolicyFinding } from '@/lib/setup/policy/policy-check';

const counted = (count: number, one: string): string =>
  count === 1 ? `1 ${one}` : `${count} ${one}s`;

/** `1 problem, 2 warnings`; nothing while there is nothing. */
export function sayFindings(findings: PolicyFinding[]): string {
  const countOf = (wanted: PolicyFinding['severity']) =>
    findings.filter(({ severity }) => severity === wanted).length;
  const [problems, warnings] = [countOf('error'), countOf('warning')];
  return [
    problems > 0 ? counted(problems, 'problem') : '',
    warnings > 0 ? counted(warnings, 'warning') : '',
  ]
    .filter((words) => words !== '')
    .join(', ');
}
