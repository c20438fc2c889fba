'use client';

import { useQuery } from '@tanstack/react-query';
import { Banner } from '@/components/ui/banner';
import type { CrossingRow } from '@/lib/inventory/schema';
import { Mend } from './mend';
import { MendPlan, type PlanMend } from './mend-plan';
import { crossingProofQuery } from './queries';

const WORDS = {
  'trust-only': {
    title: 'Only the trust half stands',
    text: (row: CrossingRow) =>
      `The role trusts ${row.who.name}, but no policy of ${row.who.name} allows sts:AssumeRole on it. Together they give nobody access.`,
  },
  'identity-only': {
    title: 'Only the identity half stands',
    text: (row: CrossingRow) =>
      `A policy of ${row.who.name} allows sts:AssumeRole on ${row.role.name}, but the role does not trust it. Together they give nobody access.`,
  },
} as const;

type HalfNoteProps = {
  row: CrossingRow;
  /** Null for those who may make no plan. */
  planMend: PlanMend | null;
};

/** Says which half of a crossing is missing, and what adds it; nothing where both stand. */
export function HalfNote({ row, planMend }: HalfNoteProps) {
  const { data } = useQuery(crossingProofQuery(row.id));
  if (row.halves === 'both' || row.deck !== 'denied') return null;
  const words = WORDS[row.halves];
  return (
    <Banner tone="warn" title={words.title} className="mt-3 text-sm">
      <p>{words.text(row)}</p>
      {data?.mends.map((mend) => (
        <div key={mend.sentence} className="mt-3">
          <Mend mend={mend} />
        </div>
      ))}
      <MendPlan mend={data?.mendPlan} planMend={planMend} className="mt-3" />
    </Banner>
  );
}
