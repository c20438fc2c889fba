import { diffStatements } from '@/lib/core/diff-statements';
import type { ExportStep } from '../export/plan-source';
import type { HandshakeView } from './schema';

/** What a document says otherwise than its owner has run it, statement by statement. */
export function differenceOf({
  title,
  operation,
  write,
  before,
  after,
}: ExportStep): HandshakeView['changes'][number] {
  const to = write.kind === 'create-role' ? write.trust : after;
  const statements = diffStatements(before, to).statements.map(({ lines }) => {
    const without = (mark: string) =>
      lines.flatMap((line) => (line.mark === mark ? [] : line.text)).join('\n');
    return { was: without('+'), willBe: without('-') };
  });
  return { title, operation, statements };
}
