import clsx from 'clsx';
import type { ReactNode } from 'react';
import type { DraftFieldName } from '@/lib/setup/schema';
import { fieldId } from './wizard-fields';

type FieldSlotProps = {
  name: DraftFieldName;
  /** Advice that does not stop the plan. */
  warning?: string | undefined;
  className?: string | undefined;
  children: ReactNode;
};

/** The place of one field: what locks, summaries and links point at. */
export function FieldSlot({ name, warning, className, children }: FieldSlotProps) {
  return (
    <div id={fieldId(name)} className={clsx('grid min-w-0 gap-1.5', className)}>
      {children}
      {warning ? <FieldWarning>{warning}</FieldWarning> : null}
    </div>
  );
}

/** Advice at a field, with a sign and a word of its own before the colour. */
function FieldWarning({ children }: { children: ReactNode }) {
  return (
    <p className="flex gap-1.5 text-sm text-warn">
      <span aria-hidden="true" className="font-strong">
        !
      </span>
      <span>
        <span className="sr-only">Warning: </span>
        {children}
      </span>
    </p>
  );
}
