import { Time } from '@/components/ui/time';
import type { ProofView } from '@/lib/setup/schema';

type HowProvenProps = {
  proof: Pick<ProofView, 'checks' | 'confirmed' | 'ranAt' | 'sessionName'>;
  isRestore: boolean;
};

/** By what a proof was made, and when: by calls, or by reading what stands. */
export function HowProven({ proof, isRestore }: HowProvenProps) {
  const { checks, confirmed, ranAt, sessionName } = proof;
  const at = <Time at={ranAt} format="clock" />;
  if (isRestore)
    return <p className="text-muted">The trust policy was read back, {at}.</p>;
  if (confirmed && checks.some(({ id }) => id === 'our-half'))
    return <p className="text-muted">Our half was read back, {at}.</p>;
  return (
    <p className="text-muted">
      Real calls with real temporary keys, {at}. In CloudTrail look for session{' '}
      <code>{sessionName}</code>.
    </p>
  );
}
