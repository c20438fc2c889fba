import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { nameOfArn, parseArn } from '@/lib/core/arn';
import type { ImportPreview as Shown } from './types';
import type { useImport } from './use-import';

type State = ReturnType<typeof useImport>;

type ImportPreviewProps = { shown: Shown; state: State };

/** What a file would change, or why it cannot be used. */
export function ImportPreview({ shown, state }: ImportPreviewProps) {
  if (shown.problems.length > 0) return <Problems problems={shown.problems} />;
  if (shown.rows.length === 0)
    return <p role="status">No change: what the file says stands already.</p>;
  const total = shown.rows.length;
  return (
    <div className="grid gap-3" role="status">
      <ul className="border-b border-hairline">
        {shown.rows.map((row) => (
          <li
            key={`${row.kind} ${row.roleArn} ${row.toName} ${row.words}`}
            className="border-t border-hairline py-2 text-sm wrap-anywhere"
          >
            <b>{SIGN[row.kind]}</b> {nameOfArn(row.roleArn)} in{' '}
            {parseArn(row.roleArn)?.accountId}, {row.toName}: {row.words}
            {row.was ? <span className="text-muted">. Before: {row.was}</span> : null}
          </li>
        ))}
      </ul>
      <p className="text-sm text-muted">{shown.unchangedTotal} stay as they are.</p>
      <div>
        <Button
          variant="primary"
          isPending={state.busy === 'apply'}
          pendingText="Writing…"
          onPress={() => void state.apply(shown.digest)}
        >
          {total === 1 ? 'Make 1 change' : `Make ${total} changes`}
        </Button>
      </div>
    </div>
  );
}

const SIGN = { add: '+ Give', change: '~ Change', end: '− End' } as const;

function Problems({ problems }: Pick<Shown, 'problems'>) {
  return (
    <Banner tone="danger" title="The file cannot be used yet" isAnnounced>
      <ul className="grid gap-1">
        {problems.map(({ line, field, message }) => (
          <li key={`${line} ${field} ${message}`}>
            Line {line}
            {field ? `, ${field}` : ''}: {message}
          </li>
        ))}
      </ul>
    </Banner>
  );
}
