'use client';

import { useQuery } from '@tanstack/react-query';
import { BridgeDiagram } from '@/components/bridge/bridge-diagram';
import { ProofSpine } from '@/components/bridge/proof-spine';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { SaidText } from '@/components/ui/said-text';
import { Skeleton } from '@/components/ui/skeleton';
import type { CrossingProof } from '@/lib/inventory/schema';
import { crossingProofQuery } from './queries';

type ProofViewProps = {
  crossingId: string;
  /** The picture above the spine, where the page does not show it already. */
  hasBridge: boolean;
  /** Leaves the sentence to the title of the sheet that this stands in. */
  isUntitled?: boolean | undefined;
};

/** Why a crossing works, or who says no: read when it is opened. */
export function ProofView({ crossingId, hasBridge, isUntitled }: ProofViewProps) {
  const { data, error, refetch, isFetching } = useQuery(crossingProofQuery(crossingId));
  if (data) return <Proof proof={data} hasBridge={hasBridge} isUntitled={isUntitled} />;
  if (error && !isFetching) {
    return (
      <Banner
        tone="danger"
        title="The proof could not be read"
        isAnnounced
        action={
          <Button size="small" onPress={() => void refetch()}>
            Try again
          </Button>
        }
      >
        {error.message}
      </Banner>
    );
  }
  return <ProofSkeleton />;
}

type ProofProps = Omit<ProofViewProps, 'crossingId'> & { proof: CrossingProof };

function Proof({ proof, hasBridge, isUntitled }: ProofProps) {
  const { bridge, sentence, nodes } = proof;
  return (
    <>
      {isUntitled ? null : (
        <h2 className="mb-4 text-lg tracking-[-0.01em] text-balance wrap-anywhere">
          <SaidText text={sentence} />
        </h2>
      )}
      {hasBridge ? (
        <div className="my-5">
          <BridgeDiagram bridge={bridge} size="compact" sentence="hidden" />
        </div>
      ) : null}
      <ProofSpine
        nodes={nodes}
        deck={bridge.deck}
        start={hasBridge ? null : bridge.left}
        end={bridge.right}
      />
    </>
  );
}

const NODES = ['identity', 'trust', 'boundary', 'organisation'];

function ProofSkeleton() {
  return (
    <div role="status" aria-label="Reading the proof…">
      <div className="mb-6 text-lg">
        <Skeleton width="92%" />
        <Skeleton width="55%" />
      </div>
      {NODES.map((node) => (
        <div key={node} className="grid grid-cols-[24px_minmax(0,1fr)] gap-4 pb-5">
          <span className="size-6 rounded-control border-2 border-hairline" />
          <div>
            <Skeleton width="34%" />
            <Skeleton width="80%" />
          </div>
        </div>
      ))}
    </div>
  );
}
