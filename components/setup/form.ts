import type { PreviewView } from '@/lib/setup/preview-view';
import type { DraftFieldName, DraftFields } from '@/lib/setup/schema';

/** What every group of fields gets: the draft, what is known about it, and how to change it. */
export type Form = {
  fields: DraftFields;
  set: (change: Partial<DraftFields>) => void;
  preview: PreviewView | null;
  /** True while the verdict belongs to what stands in the fields. */
  isFresh: boolean;
  errorOf: (name: DraftFieldName) => string | undefined;
  warningOf: (name: DraftFieldName) => string | undefined;
  searchUrl: string;
};

export type FormProps = { form: Form };
