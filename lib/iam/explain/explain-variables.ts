import { parseTemplate } from '../parse/template';
import { subjectOf } from './key-words';

/**
 * What the variables in a value stand for, a sentence each; empty for a value without any.
 *
 * @param missing what happens to the value when a variable has no value and no default
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function explainVariables(
  value: string,
  hasVariables: boolean,
  missing: string,
): string[] {
  if (!/\$\{[^}]*\}/.test(value)) return [];
  if (!hasVariables) {
    return [`\${…} is plain text here: only Version 2012-10-17 fills in variables.`];
  }
  const names = parseTemplate(value, true).parts.flatMap((part) =>
    part.kind === 'variable' ? [sayVariable(part, missing)] : [],
  );
  const literals = [...value.matchAll(/\$\{([*?$])\}/g)].map(
    ([written, character]) => `${written} is the character ${character} itself.`,
  );
  return [...new Set([...names, ...literals])];
}

function sayVariable(
  { name, fallback }: { name: string; fallback: string | null },
  missing: string,
): string {
  const subject = subjectOf(name);
  const meaning = subject === name ? `the value of ${name}` : subject;
  const absence =
    fallback === null
      ? `where there is none, ${missing}`
      : `where there is none, "${fallback}"`;
  return `\${${name}} stands for ${meaning}; ${absence}.`;
}
