const PLAIN_WORD = /^[\w@%+=:,./-]+$/;

/** One word of a POSIX shell, whatever the text holds. Nothing expands between single quotes. */
export const quoteBash = (text: string): string =>
  PLAIN_WORD.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;

/** The same for fish as well, which reads a backslash between single quotes. */
export const quoteAnyShell = (text: string): string =>
  PLAIN_WORD.test(text) ? text : `'${text.replace(/['\\]/g, `'\\$&'`)}'`;

/**
 * One PowerShell string, whatever the text holds. PowerShell ends it at typographic quotes as
 * well, so each of them is doubled.
 *
 * @see https://learn.microsoft.com/en-us/powershell/module/microsoft.powershell.core/about/about_quoting_rules
 */
export const quotePowerShell = (text: string): string =>
  `'${text.replace(/['\u2018-\u201b]/g, '$&$&')}'`;

/**
 * A string of Terraform's JSON syntax that means the text itself: there every string is a template.
 *
 * @see https://developer.hashicorp.com/terraform/language/syntax/json#string-templates
 */
export const literalTerraform = (text: string): string =>
  text.replace(/[$%](?=\{)/g, '$&$&');

/** Text that cannot leave the line of a comment it stands in. */
export const oneLine = (text: string): string =>
  text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');

/** A word that ends a here-document, and that no line of the text equals. */
export function hereDocumentEnd(text: string): string {
  const lines = new Set(text.split('\n'));
  let word = 'DOCUMENT';
  while (lines.has(word)) word += '_';
  return word;
}
