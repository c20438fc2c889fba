'use client';

import { useEffect, useRef } from 'react';
import { ToneMark } from './tone';

type FieldProblem = { fieldId: string; message: string };

export type ErrorSummaryProps = {
  problems: readonly FieldProblem[];
  title?: string | undefined;
};

/** What stands in the way of a form, each a link to its field. Takes the focus when it appears. */
export function ErrorSummary({ problems, title }: ErrorSummaryProps) {
  const box = useRef<HTMLDivElement>(null);
  // By content: the same problems in a new list must not take the focus from a field again.
  const said = problems.map((problem) => problem.message).join('\n');
  useEffect(() => {
    if (said !== '') box.current?.focus();
  }, [said]);
  if (problems.length === 0) return null;
  return (
    <div ref={box} tabIndex={-1} className="banner" data-tone="danger" role="alert">
      <ToneMark tone="danger" />
      <div className="min-w-0">
        <p className="font-strong">{title ?? countProblems(problems.length)}</p>
        <ul className="mt-1 grid gap-0.5">
          {problems.map((problem) => (
            <li key={`${problem.fieldId} ${problem.message}`}>
              <a
                href={`#${problem.fieldId}`}
                onClick={(event) => {
                  event.preventDefault();
                  document.getElementById(problem.fieldId)?.focus();
                }}
              >
                {problem.message}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

function countProblems(count: number): string {
  return count === 1
    ? 'One field needs your attention.'
    : `${count} fields need your attention.`;
}
