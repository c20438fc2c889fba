import clsx from 'clsx';
import type { ReactNode } from 'react';

export type CodeBlockProps = { children: ReactNode; className?: string | undefined };

/** Text to be pasted somewhere else, wrapped and never cut. */
export function CodeBlock({ children, className }: CodeBlockProps) {
  return (
    <pre className={clsx('code', className)}>
      <code>{children}</code>
    </pre>
  );
}
