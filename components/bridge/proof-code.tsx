import { Fragment } from 'react';
import type { ProofNodeView } from '@/lib/core/views';
import type { ProofLook } from './proof-words';

type Line = ProofNodeView['lines'][number];

export type ProofCodeProps = { lines: readonly Line[]; look: ProofLook };

/** Lines of a policy under their real numbers; those that decided carry a bar and a tint. */
export function ProofCode({ lines, look }: ProofCodeProps) {
  return (
    <pre className="proof-code" data-look={look}>
      <code>
        {lines.map((line, index) => (
          <Fragment key={line.number}>
            {isGap(lines[index - 1], line) ? <span className="proof-gap">⋯</span> : null}
            <CodeLine line={line} />
          </Fragment>
        ))}
      </code>
    </pre>
  );
}

function isGap(before: Line | undefined, line: Line): boolean {
  return before !== undefined && line.number > before.number + 1;
}

function CodeLine({ line }: { line: Line }) {
  const Tag = line.isMatch ? 'mark' : 'span';
  return (
    <Tag className="proof-line" data-line={line.number}>
      {line.text}
    </Tag>
  );
}
