import { ButtonLink } from '@/components/ui/button-link';
import { CodeBlock } from '@/components/ui/code-block';
import { CopyButton } from '@/components/ui/copy-button';
import { SaidText } from '@/components/ui/said-text';
import type { MendView } from '@/lib/inventory/doctor/diagnosis';

/** What would let a request through: the words, the statement to copy, and where it goes. */
export function Mend({ mend: { sentence, statement, link } }: { mend: MendView }) {
  return (
    <div className="grid gap-2">
      <p className="wrap-anywhere">
        <SaidText text={sentence} />
      </p>
      {statement ? <CodeBlock>{statement}</CodeBlock> : null}
      {statement || link ? (
        <div className="flex flex-wrap gap-2">
          {statement ? (
            <CopyButton text={statement} what="Statement" size="row">
              Copy statement
            </CopyButton>
          ) : null}
          {link ? (
            <ButtonLink href={link.href} size="row">
              {link.label}
            </ButtonLink>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}
