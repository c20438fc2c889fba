import clsx from 'clsx';
import type { DiffStatementView } from '@/lib/core/views';

export type PolicyDiffProps = {
  statements: readonly DiffStatementView[];
  /** What the document is of: one Sid may stand in several on a page. */
  of?: string | undefined;
  /** How many statements stay as they are and are not shown. */
  unchangedCount?: number | undefined;
  className?: string | undefined;
};

/** What changes in one policy, a card a statement, with the field each comes from. */
export function PolicyDiff({
  statements,
  of,
  unchangedCount = 0,
  className,
}: PolicyDiffProps) {
  return (
    <div className={clsx('grid gap-2', className)}>
      {statements.map((statement) => (
        <StatementCard
          key={`${statement.sid} ${statement.lines.map((line) => line.text).join()}`}
          statement={statement}
          of={of}
        />
      ))}
      {unchangedCount > 0 ? (
        <p className="text-sm text-muted">
          {unchangedCount === 1
            ? '1 statement stays as it is.'
            : `${unchangedCount} statements stay as they are.`}
        </p>
      ) : null}
    </div>
  );
}

type StatementCardProps = { statement: DiffStatementView; of: string | undefined };

function StatementCard({ statement, of }: StatementCardProps) {
  const title = statement.sid ?? 'Statement without a Sid';
  return (
    <section className="diff" aria-label={of ? `${title}, ${of}` : title}>
      <div className="diff-head">
        <b>{statement.sid ?? 'Statement'}</b>
        {statement.from ? (
          <span className="text-muted">from: {statement.from}</span>
        ) : null}
      </div>
      <div className="diff-lines">
        {statement.lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines repeat and never move
          <DiffLine key={index} line={line} />
        ))}
      </div>
    </section>
  );
}

const tags = { '+': 'ins', '-': 'del', ' ': 'div' } as const;
const signs = { '+': '+', '-': '−', ' ': ' ' } as const;

function DiffLine({ line }: { line: DiffStatementView['lines'][number] }) {
  const Tag = tags[line.mark];
  return (
    <Tag className="diff-line">
      <span className="diff-mark">{signs[line.mark]}</span>
      <code>{line.text}</code>
    </Tag>
  );
}
