'use client';
import { useQuery } from '@tanstack/react-query';
import { Button } from '@/components/ui/button';
import type { PolicyCheck, PolicyQuestion } from '@/lib/setup/policy/policy-check';
import { compactQuery } from './queries';
import { isNearLimit } from './size-meter';

type PolicyCompactionProps = {
  policy: PolicyQuestion;
  size: PolicyCheck['size'];
  onTake: (text: string) => void;
};

/** Where space runs out: a shorter text, if one is known that says the same. */
export function PolicyCompaction({ policy, size, onTake }: PolicyCompactionProps) {
  const isWanted = isNearLimit(size);
  const { data } = useQuery(compactQuery(policy, isWanted));
  const offer = isWanted ? data?.offer : null;
  if (!offer) return null;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button size="small" onPress={() => onTake(offer.text)}>
        Compact to {offer.size.toLocaleString('en')} {size.unit}
      </Button>
      <p className="text-sm text-muted">
        Both were asked the same questions and answered alike. Undo brings this one back.
      </p>
    </div>
  );
}
