import type { ReactNode } from 'react';
import type { EditedKind } from '@/lib/setup/policy/complete-elements';

export type PolicyFieldProps = {
  label: string;
  isOptional?: boolean | undefined;
  description: ReactNode;
  placeholder: string;
  kind: EditedKind;
  value: string;
  onChange: (value: string) => void;
  error?: string | undefined;
  /** What the console took out of a pasted text, in words. */
  cleaned: string[];
  searchUrl: string;
  /** The account that it is written for, as far as it is typed. */
  accountId?: string | undefined;
};

/** From where to where text is selected; null when the field has no cursor. */
export type Caret = [anchor: number, head: number] | null;

export type PolicyEditorProps = Omit<PolicyFieldProps, 'cleaned'> & {
  /** Where the cursor was in the field that this one takes the place of. */
  caret: Caret;
  onCleaned: (removed: string[]) => void;
};
