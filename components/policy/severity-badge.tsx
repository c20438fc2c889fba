import { Badge } from '@/components/ui/badge';
import type { Severity } from '@/lib/iam/findings/catalogue';

const TONE = {
  critical: 'danger',
  high: 'danger',
  medium: 'warn',
  low: 'neutral',
} as const;

/** How much a finding weighs. */
export const SeverityBadge = ({ severity }: { severity: Severity }) => (
  <Badge tone={TONE[severity]} className="shrink-0">
    {severity}
  </Badge>
);
