import { PASTED_PRACTICE_NOTE } from '@/lib/core/practice-note';
import type { PlanSource } from '../export/plan-source';
import { quoteAnyShell } from '../export/quote';

/** How pasted lines find the practice accounts; nothing for real ones. zsh takes no comment. */
export const practiceLines = ({ practiceUrl }: Pick<PlanSource, 'practiceUrl'>) =>
  practiceUrl === null
    ? []
    : [PASTED_PRACTICE_NOTE, `export AWS_ENDPOINT_URL=${quoteAnyShell(practiceUrl)}`];
