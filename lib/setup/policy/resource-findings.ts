import { wildcardGlob } from '@/lib/iam/parse/glob';
import { globsMeet } from '@/lib/iam/parse/globs-meet';
import type { ParsedStatement } from '@/lib/iam/parse/policy';
import type { ServiceWords } from '@/lib/ports';
import type { KnownWords } from './name-findings';

export type ResourceFinding = { statementIndex: number; message: string };

/**
 * Actions that none of their statement's resources can be for: `s3:ListBucket` on what is in
 * a bucket. AWS saves such a statement, and it does nothing for them.
 */
export const resourceFindings = (
  statements: ParsedStatement[],
  words: KnownWords,
): ResourceFinding[] =>
  statements.flatMap((statement) => {
    const { index: statementIndex, action, resource } = statement;
    if (action.isNegated || !resource || resource.isNegated) return [];
    const resources = resource.patterns.map(({ raw }) => raw);
    return action.patterns.flatMap(({ text }) => {
      const shapes = shapesOf(text, words);
      const isMet = shapes.some(({ arn }) => resources.some((one) => isOf(arn, one)));
      const [first] = shapes;
      if (!first || isMet || resources.includes('*')) return [];
      const shape = `${first.name} (${first.arn.replace(VARIABLE, '$1')})`;
      const article = /^[aeiou]/i.test(shape) ? 'an' : 'a';
      const message = `${first.action} works on ${article} ${shape}, and no resource of the statement is one.`;
      return [{ statementIndex, message }];
    });
  });

const VARIABLE = /\$\{(\w+)\}/g;

type Shape = ServiceWords['resources'][number] & { action: string };

/** What an action works on; none for a pattern, and for one that works on everything only. */
function shapesOf(text: string, { byId }: KnownWords): Shape[] {
  const [id = '', name = ''] = text.split(':');
  const service = byId.get(id);
  const action = service?.actions.find((one) => one.name.toLowerCase() === name);
  if (!service || !action) return [];
  return service.resources
    .filter((type) => action.resources.includes(type.name))
    .map((type) => ({ ...type, action: `${service.id}:${action.name}` }));
}

const LAST = /^(?:[^:]*:){5}/;

/** Whether a written resource may be of a shape. A name that begins the last part has no slash. */
function isOf(arn: string, written: string): boolean {
  const shape = arn.replace(VARIABLE, '*');
  const isPlainName = /^\*$/.test(shape.replace(LAST, ''));
  if (isPlainName && written.replace(LAST, '').includes('/')) return false;
  const filled = written.replace(/\$\{[^}]*\}/g, '*');
  return globsMeet(wildcardGlob(shape), wildcardGlob(filled));
}
